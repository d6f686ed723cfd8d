/**
 * Does what the tutorial tells its reader to do.
 */
@NullMarked
package dev.mesh.demo.tutorial;

import org.jspecify.annotations.NullMarked;

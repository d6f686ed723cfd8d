/**
 * The products and how to find them.
 */
@NullMarked
package dev.mesh.demo.catalog;

import org.jspecify.annotations.NullMarked;

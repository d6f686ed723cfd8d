/**
 * Picks the node for one call out of the live ones.
 */
@NullMarked
package dev.mesh.selector;

import org.jspecify.annotations.NullMarked;

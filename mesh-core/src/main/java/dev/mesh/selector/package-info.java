/**
 * Picks the node for one call out of the live ones. Everything here is immutable or
 * stateless, starts no thread and never blocks.
 */
@NullMarked
package dev.mesh.selector;

import org.jspecify.annotations.NullMarked;

/**
 * Compares what two versions of a service answered. No threads; everything here is
 * immutable or confined to one comparison.
 */
@NullMarked
package dev.mesh.route.compare;

import org.jspecify.annotations.NullMarked;

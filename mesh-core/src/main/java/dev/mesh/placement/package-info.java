/**
 * Decides which service should be live on which node.
 */
@NullMarked
package dev.mesh.placement;

import org.jspecify.annotations.NullMarked;

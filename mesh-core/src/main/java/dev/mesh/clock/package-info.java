/**
 * The hybrid logical clock that orders what happens in the cluster.
 */
@NullMarked
package dev.mesh.clock;

import org.jspecify.annotations.NullMarked;

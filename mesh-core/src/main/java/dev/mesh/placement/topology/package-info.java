/**
 * What operators submit for the cluster as a whole, above what the services say of
 * themselves. Values only; no threads.
 */
@NullMarked
package dev.mesh.placement.topology;

import org.jspecify.annotations.NullMarked;

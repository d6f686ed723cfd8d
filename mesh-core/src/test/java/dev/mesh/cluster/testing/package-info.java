/**
 * A cluster in memory, with faults, for tests of what stands on membership.
 */
@NullMarked
package dev.mesh.cluster.testing;

import org.jspecify.annotations.NullMarked;

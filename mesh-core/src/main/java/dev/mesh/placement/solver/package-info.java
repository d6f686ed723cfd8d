/**
 * Finds the best place for every instance: hard rules first, then the fewest pending by
 * priority, then the lowest weighted cost. Pure functions of their arguments, without
 * threads, clocks or logs: the same problem yields the same solution.
 */
@NullMarked
package dev.mesh.placement.solver;

import org.jspecify.annotations.NullMarked;

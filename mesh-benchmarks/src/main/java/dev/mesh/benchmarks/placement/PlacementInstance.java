package dev.mesh.benchmarks.placement;

import dev.mesh.placement.solver.Problem;

/**
 * A generated problem.
 *
 * @param name its size, what is special about it, and its seed
 * @param problem the problem
 */
public record PlacementInstance(String name, Problem problem) {

}

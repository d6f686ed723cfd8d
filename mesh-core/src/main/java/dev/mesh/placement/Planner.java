package dev.mesh.placement;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;

/**
 * Decides what runs where. A pure function: the same problem yields the same solution,
 * and what it returned, taken as current, stands.
 */
@FunctionalInterface
public interface Planner {

	/**
	 * Place what is missing; move what runs only where that is worth it.
	 * @param problem the world
	 * @return what is to run where
	 */
	Solution repair(Problem problem);

}

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

	/**
	 * Look for the best assignment that can be reached from the current one, where what
	 * is saved is more than the moves cost. A planner that cannot repairs.
	 * @param problem the world
	 * @return what is to run where
	 */
	default Solution optimize(Problem problem) {
		return repair(problem);
	}

}

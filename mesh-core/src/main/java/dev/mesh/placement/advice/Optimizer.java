package dev.mesh.placement.advice;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;

/**
 * Looks for better assignments. Pure functions, safe for use by any thread.
 */
public interface Optimizer {

	/**
	 * Look for the best assignment that can be reached from the current one.
	 * @param problem the world
	 * @return the best that was found, at worst the current assignment; what it saves is
	 * more than the moves cost
	 */
	Solution optimize(Problem problem);

	/**
	 * Change no more than it takes for the current assignment to keep all rules and to
	 * stand.
	 * @param problem the world
	 * @return an assignment that is not changed when it is repaired again
	 */
	Solution repair(Problem problem);

}

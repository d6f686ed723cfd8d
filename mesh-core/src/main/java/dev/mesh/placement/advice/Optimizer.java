package dev.mesh.placement.advice;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;

/**
 * Looks for the best assignment that can be reached from the current one. A pure
 * function.
 */
@FunctionalInterface
public interface Optimizer {

	/**
	 * Optimize.
	 * @param problem the world
	 * @return the best that was found, at worst the current assignment; what it saves is
	 * more than the moves cost
	 */
	Solution optimize(Problem problem);

}

package dev.mesh.placement;

import dev.mesh.placement.advice.Optimizer;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;

/**
 * Searches with the solver.
 */
final class SolverOptimizer implements Optimizer {

	private final Solver solver = new Solver();

	@Override
	public Solution optimize(Problem problem) {
		return this.solver.optimize(problem);
	}

	@Override
	public Solution repair(Problem problem) {
		return this.solver.repair(problem);
	}

}

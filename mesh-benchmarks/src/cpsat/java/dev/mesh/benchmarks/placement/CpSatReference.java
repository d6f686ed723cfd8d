package dev.mesh.benchmarks.placement;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;

/**
 * Solves a placement problem with the CP-SAT solver of Google OR-Tools, one aim after the
 * other: the fewest missing below the fewest wanted, the fewest missing at all, the least
 * cost.
 */
final class CpSatReference {

	/**
	 * More than there are cores: each worker is another strategy, and with fewer than
	 * eight the best of them are left out.
	 */
	private static final int WORKERS = 8;

	private final double seconds;

	/**
	 * Create a reference.
	 * @param seconds what all searches for one problem may take together
	 */
	CpSatReference(double seconds) {
		Loader.loadNativeLibraries();
		this.seconds = seconds;
	}

	Result solve(Problem problem) {
		return new Search(new ReferenceModel(problem)).solve();
	}

	/**
	 * The best that was found.
	 *
	 * @param assignment what runs where
	 * @param missingProven whether it is proven that no more can be placed
	 * @param optimal whether it is proven that it cannot be had for less
	 * @param bound a cost that cannot be undercut
	 * @param seconds how long it took
	 */
	record Result(Assignment assignment, boolean missingProven, boolean optimal, double bound, double seconds) {

	}

	private final class Search {

		private final ReferenceModel problem;

		private final CpSatVariables variables;

		private final CpSolver solver = new CpSolver();

		private Assignment assignment = Assignment.NONE;

		private double spent;

		Search(ReferenceModel problem) {
			this.problem = problem;
			this.variables = new CpSatVariables(problem);
			this.solver.getParameters().setNumWorkers(WORKERS).setRandomSeed(1);
		}

		Result solve() {
			new CpSatRules(this.variables).state();
			boolean leastProven = fewestMissing(true);
			boolean allProven = fewestMissing(false);
			this.variables.model.minimize(new CpSatCost(this.variables).state());
			boolean optimal = run(1) == CpSolverStatus.OPTIMAL;
			return new Result(this.assignment, leastProven && allProven, optimal,
					this.solver.bestObjectiveBound() / ReferenceModel.ONE, this.spent);
		}

		/** Finds the fewest missing, and holds whatever comes later to it. */
		private boolean fewestMissing(boolean belowMin) {
			LinearExprBuilder missing = LinearExpr.newBuilder();
			long weight = 1;
			for (int rank = this.problem.priorities - 1; rank >= 0; rank--) {
				long most = 0;
				for (int service = 0; service < this.problem.serviceCount(); service++) {
					if (this.problem.rank[service] == rank) {
						int least = belowMin ? this.problem.spec(service).replicas().min()
								: this.problem.wanted[service];
						missing.addTerm(missing(service, least), weight);
						most += least;
					}
				}
				weight = Math.multiplyExact(weight, most + 1);
			}
			this.variables.model.minimize(missing);
			CpSolverStatus status = run(0.5);
			if (!isSolution(status)) {
				throw new IllegalStateException("CP-SAT ended with " + status + " after " + this.spent
						+ " s: give it more time, for placing nothing is always a solution");
			}
			this.variables.model.addLessOrEqual(missing, Math.round(this.solver.objectiveValue()));
			return status == CpSolverStatus.OPTIMAL;
		}

		private IntVar missing(int service, int least) {
			IntVar missing = this.variables.model.newIntVar(0, least, "");
			LinearExprBuilder shortfall = LinearExpr.newBuilder().add(least);
			this.variables.addTotal(shortfall, service, -1);
			this.variables.model.addGreaterOrEqual(missing, shortfall);
			return missing;
		}

		/** Takes at most a share of the time that is left. */
		private CpSolverStatus run(double share) {
			double left = Math.max(1, CpSatReference.this.seconds - this.spent);
			this.solver.getParameters().setMaxTimeInSeconds(left * share);
			CpSolverStatus status = this.solver.solve(this.variables.model);
			this.spent += this.solver.wallTime();
			if (isSolution(status)) {
				this.assignment = this.variables.assignment(this.solver);
				this.variables.hint(this.solver);
			}
			return status;
		}

		private static boolean isSolution(CpSolverStatus status) {
			return status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
		}

	}

}

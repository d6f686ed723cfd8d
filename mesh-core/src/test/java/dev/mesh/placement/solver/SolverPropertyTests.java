package dev.mesh.placement.solver;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What holds for whatever is asked, over thousands of problems drawn at random.
 */
class SolverPropertyTests {

	private final Solver solver = new Solver();

	@Test
	void hardRulesAreNeverBroken() {
		for (int seed = 0; seed < 2_000; seed++) {
			Problem problem = world(seed, 8, 14);
			NaiveModel naive = new NaiveModel(problem);
			assertThat(naive.violations(this.solver.repair(problem).assignment())).as("repair of %s", seed).isEmpty();
			if (seed % 40 == 0) {
				assertThat(naive.violations(this.solver.optimize(problem).assignment())).as("optimum of %s", seed)
					.isEmpty();
			}
		}
	}

	@Test
	void costIsWhatTheFormulasSay() {
		for (int seed = 0; seed < 500; seed++) {
			Problem problem = world(seed, 8, 14);
			Solution solution = this.solver.repair(problem);
			Solution.Cost expected = new NaiveModel(problem).cost(solution.assignment());
			assertClose(seed, "bias", solution.cost().bias(), expected.bias());
			assertClose(seed, "zones", solution.cost().zones(), expected.zones());
			assertClose(seed, "load", solution.cost().load(), expected.load());
			assertClose(seed, "traffic", solution.cost().traffic(), expected.traffic());
			assertClose(seed, "moving", solution.cost().moving(), expected.moving());
		}
	}

	private static void assertClose(int seed, String term, double actual, double expected) {
		assertThat(actual).as("%s of %s", term, seed).isCloseTo(expected, within(1e-3 + 1e-4 * Math.abs(expected)));
	}

	@Test
	void whatIsMissingIsAsLittleAsAnExhaustiveSearchFinds() {
		for (int seed = 0; seed < 2_000; seed++) {
			Problem problem = (seed % 5 == 0) ? world(seed, 4, 4) : world(seed, 3, 4);
			ExhaustiveSearch exhaustive = new ExhaustiveSearch(problem);
			int[] least = exhaustive.leastMissing();
			Solution solution = this.solver.repair(problem);
			assertThat(exhaustive.missing(solution.assignment())).as("missing in %s", seed).isEqualTo(least);
			assertThat(solution.proven()).as("proof of %s", seed).isTrue();
		}
	}

	@Test
	void shortfallsAreWhatIsMissing() {
		for (int seed = 0; seed < 300; seed++) {
			Problem problem = world(seed, 5, 8);
			Solution solution = this.solver.repair(problem);
			Map<ServiceId, Integer> missing = new HashMap<>();
			for (Wanted wanted : problem.services()) {
				int below = wanted.spec().replicas().min() - solution.assignment().total(wanted.spec().service());
				if (below > 0) {
					missing.put(wanted.spec().service(), below);
				}
			}
			Map<ServiceId, Integer> told = new HashMap<>();
			solution.shortfalls().forEach((shortfall) -> told.put(shortfall.service(), shortfall.missing()));
			assertThat(told).as("shortfalls of %s", seed).isEqualTo(missing);
		}
	}

	@Test
	void theSameWorldInAnyOrderHasTheSameSolution() {
		for (int seed = 0; seed < 400; seed++) {
			Problem problem = world(seed, 8, 14);
			Problem shuffled = new RandomWorlds(seed).shuffled(problem);
			assertThat(this.solver.repair(shuffled)).as("repair of %s", seed).isEqualTo(this.solver.repair(problem));
			if (seed % 20 == 0) {
				assertThat(this.solver.optimize(shuffled)).as("optimum of %s", seed)
					.isEqualTo(this.solver.optimize(problem));
			}
		}
	}

	@Test
	void repairingWhatIsRepairedChangesNothing() {
		for (int seed = 0; seed < 1_000; seed++) {
			Problem problem = world(seed, 8, 14);
			Solution once = this.solver.repair(problem);
			Solution twice = this.solver.repair(problem.withCurrent(once.assignment()));
			assertThat(twice.assignment()).as("repair of %s", seed).isEqualTo(once.assignment());
		}
	}

	@Test
	void repairingAnOptimumChangesNothing() {
		for (int seed = 0; seed < 60; seed++) {
			Problem problem = world(seed, 8, 14);
			Solution once = this.solver.optimize(problem);
			Solution twice = this.solver.repair(problem.withCurrent(once.assignment()));
			assertThat(twice.assignment()).as("optimum of %s", seed).isEqualTo(once.assignment());
		}
	}

	private static Problem world(int seed, int maxHosts, int maxServices) {
		return new RandomWorlds(seed).next(maxHosts, maxServices);
	}

}

package dev.mesh.benchmarks.placement;

import java.util.stream.Stream;

import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The solver and the evaluator read the documentation independently: they have to agree.
 */
class SolverOnGeneratedProblemsTests {

	@ParameterizedTest
	@MethodSource
	void aSolutionKeepsTheRulesAndCostsWhatItSays(PlacementInstance instance) {
		Solution solution = new Solver().repair(instance.problem());
		Evaluation evaluation = PlacementEvaluator.evaluate(instance.problem(), solution.assignment());
		assertThat(evaluation.violations()).isEmpty();
		assertThat(evaluation.fits()).isEqualTo(solution.shortfalls().isEmpty());
		assertThat(solution.cost().total()).isCloseTo(evaluation.cost().total(), within(0.01));
	}

	static Stream<PlacementInstance> aSolutionKeepsTheRulesAndCostsWhatItSays() {
		return PlacementInstances.quality().stream();
	}

	/**
	 * Of these two, the ways to the best lead over much that is dearer.
	 */
	@ParameterizedTest
	@CsvSource({ "31, 2092.9", "34, 4899.3" })
	void optimizingComesWithinATenthOfTheBestKnown(int number, double best) {
		PlacementInstance instance = PlacementInstances.quality().get(number - 1);
		assertThat(new Solver().optimize(instance.problem()).cost().total()).isBetween(best - 0.1, 1.1 * best);
	}

}

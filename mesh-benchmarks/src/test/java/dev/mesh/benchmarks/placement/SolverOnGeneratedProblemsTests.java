package dev.mesh.benchmarks.placement;

import java.util.stream.Stream;

import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;
import org.junit.jupiter.params.ParameterizedTest;
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

}

package dev.mesh.benchmarks.placement;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CpSatReferenceTests {

	private final CpSatReference reference = new CpSatReference(20);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void theReferenceIsAsGoodAsTheBestOfAllAssignments(long seed) {
		Problem problem = new InstanceGenerator(Recipe.of(seed, 3, 4, 6, Twist.RUNNING, Twist.MEASURED, Twist.GROUPS))
			.generate()
			.problem();
		Evaluation best = best(problem);
		CpSatReference.Result result = this.reference.solve(problem);
		Evaluation found = PlacementEvaluator.evaluate(problem, result.assignment());
		assertThat(result.optimal()).isTrue();
		assertThat(found.violations()).isEmpty();
		assertThat(found.missing()).isEqualTo(best.missing());
		assertThat(found.cost().total()).isCloseTo(best.cost().total(), within(0.01));
		assertThat(result.bound()).isCloseTo(best.cost().total(), within(0.01));
	}

	/** Counts through all numbers of instances on all pairs of service and node. */
	private static Evaluation best(Problem problem) {
		ReferenceModel model = new ReferenceModel(problem);
		int nodes = model.hostCount();
		int[] counts = new int[model.serviceCount() * nodes];
		@Nullable Evaluation best = null;
		int position = 0;
		while (position < counts.length) {
			Evaluation next = PlacementEvaluator.evaluate(problem, assignment(model, counts));
			if (next.violations().isEmpty() && (best == null || isBetter(next, best))) {
				best = next;
			}
			position = 0;
			while (position < counts.length && counts[position] == model.limit[position / nodes][position % nodes]) {
				counts[position++] = 0;
			}
			if (position < counts.length) {
				counts[position]++;
			}
		}
		if (best == null) {
			throw new AssertionError("placing nothing breaks a rule");
		}
		return best;
	}

	private static boolean isBetter(Evaluation one, Evaluation other) {
		int order = one.compareMissing(other);
		return order < 0 || (order == 0 && one.cost().total() < other.cost().total());
	}

	private static Assignment assignment(ReferenceModel model, int[] counts) {
		Map<ServiceId, Map<NodeId, Integer>> assigned = new HashMap<>();
		for (int index = 0; index < counts.length; index++) {
			if (counts[index] > 0) {
				assigned
					.computeIfAbsent(model.spec(index / model.hostCount()).service(), (service) -> new HashMap<>())
					.put(model.hosts.get(index % model.hostCount()).node().id(), counts[index]);
			}
		}
		return new Assignment(assigned);
	}

}

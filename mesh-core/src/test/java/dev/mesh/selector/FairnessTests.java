package dev.mesh.selector;

import java.util.Map;

import dev.mesh.cluster.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * What holds for every selector that spreads calls.
 */
class FairnessTests {

	private static final int CALLS = 200_000;

	private final Node caller = TestCandidate.node("caller", "r", "z", 1);

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STICKY")
	void equalsGetTheSameWithinFivePercent(BuiltInSelector selector) {
		for (int count : new int[] { 1, 2, 3, 7, 20 }) {
			Map<String, Integer> counts = new Service(Service.candidates(count)).pick(selector.create(), this.caller,
					CALLS);
			assertThat(counts).hasSize(count);
			assertThat(counts.values())
				.allSatisfy((calls) -> assertThat(calls).isCloseTo(CALLS / count, withinPercentage(5)));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "STICKY")
	void whatAClosedOneWouldHaveGotIsSharedByAllOthers(BuiltInSelector selector) {
		Service service = new Service(Service.candidates(10));
		service.closed.addAll(service.all.subList(2, 5));
		Map<String, Integer> counts = service.pick(selector.create(), this.caller, CALLS);
		assertThat(counts).hasSize(7).doesNotContainKeys("node-2", "node-3", "node-4");
		assertThat(counts.values()).allSatisfy((calls) -> assertThat(calls).isCloseTo(CALLS / 7, withinPercentage(5)));
	}

	@ParameterizedTest
	@EnumSource
	void onlyTheLastOneLeftIsPickedAndThenNone(BuiltInSelector selector) {
		Service service = new Service(Service.candidates(5));
		service.closed.addAll(service.all.subList(0, 4));
		assertThat(service.pick(selector.create(), this.caller, 100)).containsOnlyKeys("node-4");
		service.closed.add(service.all.get(4));
		assertThat(service.prepare(selector.create(), this.caller).select(service)).isEqualTo(Selection.NONE);
	}

	@ParameterizedTest
	@EnumSource
	void everySelectorIsFoundByTheNameItHasInConfiguration(BuiltInSelector selector) {
		assertThat(BuiltInSelector.find(selector.text())).isSameAs(selector);
		assertThat(selector.text()).matches("[a-z-]+");
		assertThat(BuiltInSelector.find(selector.text() + "x")).isNull();
	}

}

package dev.mesh.selector;

import java.util.Map;

import dev.mesh.cluster.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * What each of the selectors does that do not look at zones or keys.
 */
class SpreadingSelectorTests {

	private final Node caller = TestCandidate.node("caller", "r", "z", 1);

	@Test
	void ofTwoTheLessBusyIsPicked() {
		Service service = new Service(Service.candidates(2));
		service.all.get(0).inFlight = 9;
		assertThat(service.pick(new LeastLoaded(), this.caller, 100)).containsOnlyKeys("node-1");
	}

	@Test
	void ofManyTheBusiestIsNeverPicked() {
		Service service = new Service(Service.candidates(5));
		service.all.get(3).inFlight = 9;
		assertThat(service.pick(new LeastLoaded(), this.caller, 1000)).doesNotContainKey("node-3").hasSize(4);
	}

	@Test
	void theCallsOfOthersCountLikeTheOwn() {
		Service service = new Service(Service.candidates(2));
		service.all.get(0).inFlight = 4;
		service.all.get(1).inFlightOfOthers = 40;
		assertThat(service.pick(new LeastLoaded(), this.caller, 100)).containsOnlyKeys("node-0");
	}

	@Test
	void theSlowIsAvoidedAndADifferenceThatIsNoiseIsNot() {
		Service service = new Service(Service.candidates(2));
		service.all.get(0).latencyNanos = 20_000_000;
		service.all.get(1).latencyNanos = 1_000_000;
		assertThat(service.pick(new LeastLoaded(), this.caller, 100)).containsOnlyKeys("node-1");
		service.all.get(0).latencyNanos = 1_300_000;
		assertThat(service.pick(new LeastLoaded(), this.caller, 100)).containsOnlyKeys("node-0", "node-1");
		service.all.get(0).latencyNanos = 0;
		assertThat(service.pick(new LeastLoaded(), this.caller, 100)).containsOnlyKeys("node-0", "node-1");
	}

	@Test
	void underLoadEachGetsWhatItsWeightCanTake() {
		Service service = new Service(TestCandidate.weighing(3, "heavy"), TestCandidate.weighing(1, "light"),
				TestCandidate.weighing(2, "middle"));
		Selection selection = service.prepare(new LeastLoaded(), this.caller);
		for (int i = 0; i < 6000; i++) {
			service.all.get(selection.select(service)).inFlight++;
		}
		assertThat(service.all).allSatisfy((candidate) -> assertThat((double) candidate.inFlight)
			.isCloseTo(1000 * candidate.weight(), withinPercentage(10)));
	}

	@Test
	void roundRobinVisitsAllBeforeAnyTwice() {
		assertThat(new Service(Service.candidates(7)).pick(new RoundRobin(), this.caller, 7)).hasSize(7);
	}

	@Test
	void weightsAreKeptFromTheFirstCallsOn() {
		Service service = new Service(TestCandidate.weighing(3, "heavy"), TestCandidate.weighing(1, "light"));
		Map<String, Integer> few = service.pick(new Weighted(), this.caller, 40);
		assertThat(few.get("heavy")).isBetween(28, 32);
		Map<String, Integer> many = service.pick(new Weighted(), this.caller, 100_000);
		assertThat(many.get("heavy")).isCloseTo(75_000, withinPercentage(1));
	}

	@Test
	void whatClosedOnesWouldHaveGotIsSharedByWeight() {
		Service service = new Service(TestCandidate.weighing(4, "closed"), TestCandidate.weighing(3, "heavy"),
				TestCandidate.weighing(1, "light"));
		service.closed.add(service.all.get(0));
		Map<String, Integer> counts = service.pick(new Weighted(), this.caller, 100_000);
		assertThat(counts).containsOnlyKeys("heavy", "light");
		assertThat(counts.get("heavy")).isCloseTo(75_000, withinPercentage(2));
	}

	@Test
	void stickyStaysUntilItsInstanceIsGoneAndThenStaysElsewhere() {
		Service service = new Service(Service.candidates(6));
		Sticky sticky = new Sticky(new RandomNode());
		String first = service.pick(sticky, this.caller, 100).keySet().iterator().next();
		assertThat(service.pick(sticky, this.caller, 100)).containsOnlyKeys(first);
		service.all.stream().filter((candidate) -> candidate.toString().equals(first)).forEach(service.closed::add);
		Map<String, Integer> after = service.pick(sticky, this.caller, 100);
		assertThat(after).hasSize(1).doesNotContainKey(first);
		service.closed.clear();
		assertThat(service.pick(sticky, this.caller, 100)).isEqualTo(after);
	}

	@Test
	void localComesFirstHoweverBusy() {
		Service service = new Service(Service.candidates(3));
		service.all.get(1).local = true;
		service.all.get(1).inFlight = 99;
		NodeSelector selector = new LocalFirst(new LeastLoaded());
		assertThat(selector.prefersLocal()).isTrue();
		assertThat(service.pick(selector, this.caller, 100)).containsOnlyKeys("node-1");
		service.closed.add(service.all.get(1));
		assertThat(service.pick(selector, this.caller, 100)).containsOnlyKeys("node-0", "node-2");
	}

	@Test
	void aFunctionPicksAmongThoseThatAreOpen() {
		Service service = new Service(Service.candidates(3));
		service.closed.add(service.all.get(0));
		assertThat(service.pick(NodeSelector.choosing((open) -> open.get(0)), this.caller, 10))
			.containsOnlyKeys("node-1");
		assertThatIllegalStateException()
			.isThrownBy(() -> service.pick(NodeSelector.choosing((open) -> TestCandidate.of("x")), this.caller, 1))
			.withMessageContaining("'service' picked x, which is no candidate");
	}

	@Test
	void aWeightIsTheLabelOrTheCapacity() {
		assertThat(NodeWeight.of(TestCandidate.node("a", "r", "z", 4))).isEqualTo(4);
		assertThat(NodeWeight.of(TestCandidate.node("a", "r", "z", 4, Map.of("weight", "0.5")))).isEqualTo(0.5);
		assertThat(NodeWeight.of(TestCandidate.node("a", "r", "z", 4, Map.of("weight", "much")))).isEqualTo(4);
		assertThat(NodeWeight.of(TestCandidate.node("a", "r", "z", 4, Map.of("weight", "-1")))).isEqualTo(4);
		assertThat(NodeWeight.of(TestCandidate.node("a", "r", "z", 0))).isEqualTo(1);
	}

}

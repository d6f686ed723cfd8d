package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrafficMatrixTests {

	private static final Duration WINDOW = Duration.ofSeconds(5);

	private static final Node ONE = TestNodes.node(1, "eu", "a");

	private static final Node TWO = TestNodes.node(2, "eu", "a");

	private static final Node THREE = TestNodes.node(3, "eu", "b");

	private static final Node FOUR = TestNodes.node(4, "us", "a");

	private static final View VIEW = new View(1, 1, ONE.id(), List.of(ONE, TWO, THREE, FOUR));

	private static final ServiceId SHOP = service("shop");

	private static final ServiceId CART = service("cart");

	private final TrafficMatrix matrix = new TrafficMatrix();

	private long nanos = Long.MAX_VALUE - 7;

	@Test
	void addsUpWhatNodesReport() {
		report(ONE, call(SHOP, "cart", TWO, 10, 5000), call(null, "shop", ONE, 3, 0));
		report(TWO, call(SHOP, "cart", TWO, 20, 0), call(null, "shop", ONE, 4, 400));
		assertThat(this.matrix.traffic()).isEqualTo(new Traffic(List.of(new Traffic.Between(SHOP, CART, 30, 15_000)),
				List.of(new Traffic.Entering(ONE.id(), SHOP, 3, 300), new Traffic.Entering(TWO.id(), SHOP, 4, 400))));
	}

	@Test
	void theFirstReportCountsInFullAndLaterOnesAreSmoothed() {
		report(ONE, call(SHOP, "cart", TWO, 10, 0));
		assertThat(between()).isEqualTo(10);
		report(ONE, call(SHOP, "cart", TWO, 20, 0));
		assertThat(between()).isCloseTo(20 - 10 * Math.exp(-1 / 3.0), within(0.001));
		for (int i = 0; i < 30; i++) {
			report(ONE, call(SHOP, "cart", TWO, 20, 0));
		}
		assertThat(between()).isCloseTo(20, within(0.01));
		for (int i = 0; i < 60; i++) {
			report(ONE);
		}
		assertThat(this.matrix.traffic()).isEqualTo(Traffic.NONE);
	}

	@Test
	void aCallThatMovesHomeKeepsItsSize() {
		report(ONE, call(SHOP, "cart", TWO, 10, 1_000_000));
		for (int i = 0; i < 60; i++) {
			report(ONE, call(SHOP, "cart", ONE, 10, 0));
		}
		assertThat(this.matrix.traffic().between())
			.allSatisfy((between) -> assertThat(between.bytesPerSecond()).isCloseTo(1_000_000, within(1.0)));
	}

	@Test
	void tellsHowFarCallsGoNowAndOnAverage() {
		report(ONE, call(SHOP, "cart", ONE, 1, 0), call(SHOP, "cart", TWO, 1, 0), call(SHOP, "cart", THREE, 1, 0),
				call(SHOP, "cart", FOUR, 1, 0));
		assertThat(this.matrix.flows(VIEW)).isEqualTo(this.matrix.lastFlows(VIEW)).singleElement().satisfies((flow) -> {
			assertThat(flow.callsPerSecond()).isEqualTo(4);
			assertThat(flow.distance()).isEqualTo((0 + 1 + 10 + 50) / 4.0);
		});
		report(ONE, call(SHOP, "cart", ONE, 4, 0));
		assertThat(this.matrix.lastFlows(VIEW)).singleElement()
			.satisfies((flow) -> assertThat(flow.distance()).isZero());
		assertThat(this.matrix.flows(VIEW)).singleElement()
			.satisfies((flow) -> assertThat(flow.distance()).isPositive());
	}

	@Test
	void aNodeThatLeftIsForgottenAndOneThatIsSilentIsNotFresh() {
		List<NodeId> both = List.of(ONE.id(), TWO.id());
		report(ONE, call(SHOP, "cart", TWO, 10, 0));
		report(TWO, call(SHOP, "cart", TWO, 10, 0));
		assertThat(isFresh(both)).isFalse();
		report(ONE, call(SHOP, "cart", TWO, 10, 0));
		report(TWO, call(SHOP, "cart", TWO, 10, 0));
		assertThat(isFresh(both)).isTrue();
		for (int i = 0; i < 4; i++) {
			report(ONE, call(SHOP, "cart", TWO, 10, 0));
		}
		assertThat(isFresh(both)).isFalse();
		assertThat(isFresh(List.of(ONE.id()))).isTrue();
		this.matrix.retain(List.of(ONE.id()));
		assertThat(between()).isCloseTo(10, within(0.001));
	}

	@Test
	void callsToWhatNobodyKnowsAreLeftOut() {
		report(ONE, call(SHOP, "unknown", TWO, 10, 0));
		assertThat(this.matrix.traffic()).isEqualTo(Traffic.NONE);
	}

	@Test
	void holdsABoundedNumberOfRowsOfANodeThatReportsOthersEachTime() {
		for (int round = 0; round < 50; round++) {
			List<CallRate> calls = new ArrayList<>();
			for (int i = 0; i < NodeReport.MAX_CALLS; i++) {
				calls.add(call(service("s" + round + "-" + i), "cart", TWO, 1000, 0));
			}
			report(ONE, calls.toArray(CallRate[]::new));
		}
		assertThat(this.matrix.traffic().between()).hasSize(2 * NodeReport.MAX_CALLS);
	}

	@Test
	void theSlowestStartOfAServiceCounts() {
		for (int seconds = 1; seconds < 3; seconds++) {
			List<StartUp> startUps = List.of(new StartUp(CART, Duration.ofSeconds(seconds)));
			this.matrix.accept(new NodeId(seconds), new NodeReport(WINDOW, List.of(), 0, startUps), 0,
					TrafficMatrixTests::find);
		}
		assertThat(this.matrix.startUps()).containsExactly(Map.entry(CART, Duration.ofSeconds(2)));
	}

	private double between() {
		return this.matrix.traffic().between().get(0).callsPerSecond();
	}

	private boolean isFresh(List<NodeId> nodes) {
		return this.matrix.isFresh(nodes, this.nanos, WINDOW.multipliedBy(3));
	}

	private void report(Node node, CallRate... calls) {
		this.nanos += WINDOW.toNanos();
		this.matrix.accept(node.id(), new NodeReport(WINDOW, List.of(calls), 0, List.of()), this.nanos,
				TrafficMatrixTests::find);
	}

	private static @Nullable ServiceId find(String name, NodeId node) {
		return name.equals("unknown") ? null : service(name);
	}

	private static CallRate call(@Nullable ServiceId caller, String callee, Node target, double calls, double bytes) {
		return new CallRate(caller, callee, target.id(), calls, bytes);
	}

	private static ServiceId service(String name) {
		return new ServiceId(name, "1");
	}

}

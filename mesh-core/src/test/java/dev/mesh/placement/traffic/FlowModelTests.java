package dev.mesh.placement.traffic;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlowModelTests {

	private static final Node ONE = TestNodes.node(1, "eu", "a");

	private static final Node TWO = TestNodes.node(2, "eu", "a");

	private static final Node THREE = TestNodes.node(3, "eu", "b");

	private static final Node FOUR = TestNodes.node(4, "us", "a");

	private static final ServiceId SHOP = new ServiceId("shop", "1");

	private static final ServiceId CART = new ServiceId("cart", "1");

	private static final Traffic TRAFFIC = new Traffic(List.of(new Traffic.Between(SHOP, CART, 10, 50_000)),
			List.of(new Traffic.Entering(FOUR.id(), SHOP, 2, 0)));

	@Test
	void theInstancesOfACallerShareItsCallsAndEachCallsTheNearest() {
		List<Flow> flows = flows(
				Map.of(SHOP, Map.of(ONE.id(), 1, TWO.id(), 2, THREE.id(), 1), CART, Map.of(TWO.id(), 1, FOUR.id(), 1)));
		assertThat(flows).containsExactly(new Flow(SHOP, CART, 10, 5000, (1 + 0 + 0 + 10) / 4.0),
				new Flow(null, SHOP, 2, 0, 50));
		assertThat(Flow.cost(flows)).isEqualTo(15 * 11 / 4.0 + 2 * 50);
	}

	@Test
	void whatIsNowhereIsFarAndWhoIsNowhereDoesNotCall() {
		assertThat(flows(Map.of(SHOP, Map.of(FOUR.id(), 1)))).extracting(Flow::distance).containsExactly(50.0, 0.0);
		assertThat(flows(Map.of(CART, Map.of(FOUR.id(), 1)))).extracting(Flow::distance).containsExactly(0.0, 50.0);
	}

	@Test
	void theDistanceOfACallDoesNotChangeWithHowManyThereAre() {
		List<Flow> some = List.of(new Flow(SHOP, CART, 3, 0, 10), new Flow(null, CART, 1, 0, 0));
		List<Flow> more = List.of(new Flow(SHOP, CART, 300, 0, 10), new Flow(null, CART, 100, 0, 0));
		assertThat(Flow.distancePerCall(some, Set.of(CART))).isEqualTo(7.5);
		assertThat(Flow.distancePerCall(more, Set.of(CART))).isEqualTo(7.5);
		assertThat(Flow.distancePerCall(more, Set.of(SHOP))).isEqualTo(10);
		assertThat(Flow.distancePerCall(more, Set.of())).isZero();
	}

	@Test
	void whatEntersOnANodeIsFollowedThroughTheServices() {
		ServiceId stock = new ServiceId("stock", "1");
		Traffic chain = new Traffic(
				List.of(new Traffic.Between(SHOP, CART, 40, 0), new Traffic.Between(CART, stock, 40, 0)),
				List.of(new Traffic.Entering(ONE.id(), SHOP, 30, 0), new Traffic.Entering(THREE.id(), SHOP, 10, 0)));
		Map<NodeId, Integer> both = Map.of(ONE.id(), 1, THREE.id(), 1);
		FlowModel model = new FlowModel(List.of(ONE, TWO, THREE, FOUR), chain);
		Assignment assignment = new Assignment(Map.of(SHOP, both, CART, both, stock, Map.of(ONE.id(), 1)));
		assertThat(model.flows(assignment)).extracting(Flow::distance).containsExactly(0.0, 2.5, 0.0, 0.0);
		assertThat(model.cost(assignment)).isEqualTo(100);
		assertThat(model.withFixed(Set.of(CART), assignment)).satisfies((fixed) -> {
			assertThat(fixed.between()).containsExactly(new Traffic.Between(SHOP, CART, 40, 0));
			assertThat(fixed.entering()).contains(new Traffic.Entering(ONE.id(), stock, 30, 0),
					new Traffic.Entering(THREE.id(), stock, 10, 0));
		});
	}

	@Test
	void callsInARingComeToAnEnd() {
		Traffic ring = new Traffic(
				List.of(new Traffic.Between(SHOP, CART, 10, 0), new Traffic.Between(CART, SHOP, 10, 0)), List.of());
		FlowModel model = new FlowModel(List.of(ONE, TWO, THREE, FOUR), ring);
		assertThat(model.cost(new Assignment(
				Map.of(SHOP, Map.of(ONE.id(), 1, TWO.id(), 1), CART, Map.of(THREE.id(), 1, FOUR.id(), 1)))))
			.isBetween(200.0, 1000.0);
	}

	private static List<Flow> flows(Map<ServiceId, Map<NodeId, Integer>> counts) {
		return new FlowModel(List.of(ONE, TWO, THREE, FOUR), TRAFFIC).flows(new Assignment(counts));
	}

}

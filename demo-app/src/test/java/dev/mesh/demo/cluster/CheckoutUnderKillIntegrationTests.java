package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest
class CheckoutUnderKillIntegrationTests {

	private static final int PER_SECOND = 50;

	private static final Duration GRACE = Duration.ofMillis(1500);

	private final JsonMapper json = new JsonMapper();

	@Test
	void aCheckoutAgainstAnyNodeIsServedByTwoOrMore(DemoCluster cluster) {
		for (DemoNode node : cluster.nodes()) {
			node.post("/api/carts/ada/items", "{\"sku\": \"teapot\", \"quantity\": 1}");
			JsonNode order = this.json.readTree(
					node.post("/api/checkout/ada", "{\"currency\": \"EUR\", \"email\": \"ada@example.com\"}").body());
			Map<String, String> servedBy = this.json.convertValue(order.path("servedBy"),
					new TypeReference<Map<String, String>>() {
					});
			assertThat(servedBy).containsKeys("checkout", "cart", "payment", "shipping");
			assertThat(servedBy.values().stream().distinct()).hasSizeGreaterThanOrEqualTo(2);
			assertThat(servedBy.values()).isSubsetOf(cluster.names());
		}
	}

	@Test
	void aKilledNodeFailsNoCheckoutForLongAndLosesNone(DemoCluster cluster) {
		DemoNode victim = cluster.named(cluster.node(1).hosts("payment").get(0));
		List<DemoNode> survivors = cluster.allBut(victim);
		try (CheckoutLoad load = CheckoutLoad.start(survivors, PER_SECOND)) {
			awaitMore(load, 10 * PER_SECOND);
			long killed = System.nanoTime();
			victim.kill();
			awaitMore(load, 20 * PER_SECOND);
			List<CheckoutLoad.Attempt> attempts = load.stop();
			assertThat(attempts).filteredOn(CheckoutLoad.Attempt::failed)
				.filteredOn(
						(attempt) -> attempt.endedNanos() < killed || attempt.endedNanos() > killed + GRACE.toNanos())
				.isEmpty();
			assertNoneIsMissing(survivors.get(0), attempts);
		}
		cluster.awaitMembers(survivors, survivors.stream().map(DemoNode::name).toList());
		assertThat(survivors.get(0).hosts("payment")).hasSize(1).doesNotContain(victim.name());
	}

	private static void awaitMore(CheckoutLoad load, int checkouts) {
		int goal = load.ended() + checkouts;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.ended() >= goal);
	}

	private static void assertNoneIsMissing(DemoNode node, List<CheckoutLoad.Attempt> attempts) {
		assertThat(attempts).filteredOn((attempt) -> !attempt.failed())
			.isNotEmpty()
			.allSatisfy((attempt) -> assertThat(node.get("/api/orders/" + attempt.orderId()).body())
				.isEqualTo(attempt.order()));
	}

}

package dev.mesh.demo.cluster;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators do to a cluster that serves.
 */
@ClusterTest
class PlacementIntegrationTests {

	private static final int PER_SECOND = 20;

	private final JsonMapper json = new JsonMapper();

	@BeforeEach
	@AfterEach
	void leaveNoTrace(DemoCluster cluster) {
		DemoNode node = cluster.node(1);
		cluster.names().forEach((name) -> assertThat(node.act(name, "uncordon").statusCode()).isEqualTo(200));
		assertThat(node.submit("services: {}", false).statusCode()).isEqualTo(200);
		awaitSettled(cluster);
	}

	@Test
	void anImpossibleTopologyIsRefusedByNameAndChangesNothing(DemoCluster cluster) {
		for (DemoNode node : cluster.nodes()) {
			long epoch = epoch(node);
			HttpResponse<String> response = node.submit("services: {cart: {replicas: 4}}", false);
			assertThat(response.statusCode()).isEqualTo(422);
			assertThat(read(response).path("conflicts")).singleElement().satisfies((conflict) -> {
				assertThat(conflict.path("services").toString()).contains("cart");
				assertThat(conflict.path("rule").asString()).isNotEmpty();
				assertThat(conflict.path("nodes")).hasSize(3);
				assertThat(conflict.path("reason").asString()).contains("cart");
			});
			assertThat(epoch(node)).isEqualTo(epoch);
			assertThat(node.placement().path("policy").hasNonNull("topology")).isFalse();
		}
	}

	@Test
	void aPossibleTopologyIsAppliedWhileNoCheckoutFails(DemoCluster cluster) {
		DemoNode target = cluster.allBut(host(cluster, "payment")).get(0);
		String topology = """
				services:
				  payment: {where: name = %1$s}
				  shipping: {where: name = %1$s}
				  catalog: {replicas: 3}
				""".formatted(target.name());
		try (CheckoutLoad load = CheckoutLoad.start(cluster.nodes(), PER_SECOND)) {
			HttpResponse<String> dryRun = cluster.node(2).submit(topology, true);
			assertThat(dryRun.statusCode()).isEqualTo(200);
			assertThat(read(dryRun).path("diff").path("move").toString()).contains("payment");
			assertThat(cluster.node(2).placement().path("policy").hasNonNull("topology")).isFalse();
			HttpResponse<String> response = cluster.node(3).submit(topology, false);
			assertThat(response.statusCode()).isEqualTo(200);
			awaiting("the topology is in force").untilAsserted(() -> {
				for (DemoNode node : cluster.nodes()) {
					assertThat(epoch(node)).isGreaterThanOrEqualTo(read(response).path("epoch").asLong());
					assertThat(node.placement().path("policy").path("topology").asString()).contains(target.name());
					assertThat(node.hosts("payment")).containsExactly(target.name());
					assertThat(node.hosts("shipping")).containsExactly(target.name());
					assertThat(node.hosts("catalog")).isEqualTo(cluster.names());
					assertThat(node.hosts("ads")).isNotEmpty().doesNotContain(target.name());
				}
			});
			assertNoneFails(load);
		}
	}

	@Test
	void aDrainedNodeIsLeftWhileNoCheckoutFailsAndTakenAgain(DemoCluster cluster) {
		DemoNode drained = host(cluster, "payment");
		DemoNode operator = cluster.allBut(drained).get(0);
		try (CheckoutLoad load = CheckoutLoad.start(cluster.nodes(), PER_SECOND)) {
			assertThat(operator.act(drained.name(), "cordon").statusCode()).isEqualTo(200);
			awaiting("it is cordoned and left as it is").untilAsserted(() -> {
				assertThat(drained.placement().path("policy").path("nodes").path(drained.name()).asString())
					.isEqualTo("CORDONED");
				assertThat(drained.hosts("payment")).containsExactly(drained.name());
			});
			assertThat(operator.act(drained.name(), "drain").statusCode()).isEqualTo(200);
			awaiting("nothing is left on it").untilAsserted(() -> {
				for (DemoNode node : cluster.nodes()) {
					assertThat(instancesOn(node, drained.name())).isEmpty();
					assertThat(node.hosts("payment")).hasSize(1);
					assertThat(node.hosts("cart")).hasSize(2);
				}
			});
			assertThat(cluster.node(1).members()).isEqualTo(cluster.names());
			assertThat(operator.act(drained.name(), "uncordon").statusCode()).isEqualTo(200);
			awaiting("it is taken again")
				.untilAsserted(() -> assertThat(operator.hosts("checkout")).isEqualTo(cluster.names()));
			assertNoneFails(load);
		}
	}

	@Test
	void aServiceIsExplainedOnEveryNode(DemoCluster cluster) {
		String host = host(cluster, "payment").name();
		for (DemoNode node : cluster.nodes()) {
			JsonNode explanation = read(node.get("/actuator/mesh/placement/payment"));
			assertThat(explanation.path("placed").asInt()).isEqualTo(1);
			assertThat(explanation.path("nodes")).hasSize(3)
				.filteredOn((standing) -> standing.path("verdict").asString().equals("PLACED"))
				.singleElement()
				.satisfies((standing) -> assertThat(standing.path("node").asString()).isEqualTo(host));
		}
	}

	@Test
	void theLossOfANodeIsNoHarmAndThatOfTwoWouldBe(DemoCluster cluster) {
		JsonNode losses = read(cluster.node(1).get("/actuator/mesh/losses")).path("losses");
		assertThat(losses).hasSize(3).allSatisfy((loss) -> assertThat(loss.path("pending")).isEmpty());
		assertThat(cluster.node(1).act("node-3", "drain").statusCode()).isEqualTo(200);
		awaiting("the next loss would be one too many").untilAsserted(() -> {
			assertThat(read(cluster.node(2).get("/actuator/mesh/losses")).path("losses").toString()).contains("cart");
			JsonNode health = cluster.node(2).health();
			assertThat(health.path("status").asString()).isEqualTo("UP");
			assertThat(health.path("details").path("placement").path("warnings").toString()).contains("cart");
		});
	}

	@Test
	void whatIsNotUnderstoodIsRefusedInOneSentence(DemoCluster cluster) {
		DemoNode node = cluster.node(2);
		assertThat(node.act("node-9", "cordon")).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.body()).contains("node-9");
		});
		assertThat(node.act("node-1", "explode").statusCode()).isEqualTo(400);
		assertThat(node.submit("services: {cart: {replica: 2}}", true)).satisfies((response) -> {
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).contains("services.cart.replica");
		});
		assertThat(node.submit("x".repeat(300_000), true).statusCode()).isEqualTo(400);
		assertThat(node.post("/actuator/mesh/topology", "{\"topology\":").statusCode()).isEqualTo(400);
	}

	private static void assertNoneFails(CheckoutLoad load) {
		int goal = load.ended() + 3 * PER_SECOND;
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> load.ended() >= goal);
		assertThat(load.stop()).filteredOn(CheckoutLoad.Attempt::failed).isEmpty();
	}

	private static void awaitSettled(DemoCluster cluster) {
		awaiting("all is where it is to be").untilAsserted(() -> {
			long epoch = epoch(cluster.node(1));
			for (DemoNode node : cluster.nodes()) {
				JsonNode placement = node.placement();
				assertThat(placement.path("epoch").asLong()).isEqualTo(epoch);
				assertThat(placement.hasNonNull("goal")).isFalse();
				assertThat(placement.path("assignments")).isNotEmpty()
					.allSatisfy((assignment) -> assertThat(
							node.hosts(assignment.path("service").asString(), assignment.path("version").asString()))
						.isEqualTo(assignment.path("nodes").valueStream().map(JsonNode::asString).toList()));
			}
		});
	}

	private static List<String> instancesOn(DemoNode observer, String name) {
		return observer.mesh()
			.path("services")
			.valueStream()
			.filter((service) -> service.path("instances")
				.valueStream()
				.anyMatch((instance) -> instance.path("node").asString().equals(name)))
			.map((service) -> service.path("name").asString())
			.toList();
	}

	private static DemoNode host(DemoCluster cluster, String service) {
		return cluster.named(cluster.node(1).hosts(service).get(0));
	}

	private static long epoch(DemoNode node) {
		return node.placement().path("epoch").asLong();
	}

	private JsonNode read(HttpResponse<String> response) {
		return this.json.readTree(response.body());
	}

	private static ConditionFactory awaiting(String what) {
		return Awaitility.await(what)
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptionsInstanceOf(UncheckedIOException.class);
	}

}

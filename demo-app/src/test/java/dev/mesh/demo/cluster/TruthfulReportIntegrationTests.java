package dev.mesh.demo.cluster;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code /actuator/mesh} and {@code /actuator/health} say while nodes come and go.
 */
@ClusterTest
class TruthfulReportIntegrationTests {

	@Test
	void everyNodeTellsWhoIsThereAndWhatRunsWhere(DemoCluster cluster) {
		for (DemoNode node : cluster.nodes()) {
			assertThat(node.mesh().path("node").path("name").asString()).isEqualTo(node.name());
			assertThat(node.health().path("status").asString()).isEqualTo("UP");
		}
		awaitPlaced(cluster.nodes());
	}

	@Test
	void aKilledNodeIsGoneAndWhatCannotBePlacedWithoutItIsPending(DemoCluster cluster) {
		awaitPlaced(cluster.nodes());
		DemoNode killed = cluster.named(cluster.node(1).hosts("shipping").get(0));
		List<DemoNode> survivors = cluster.allBut(killed);
		killed.kill();
		cluster.awaitMembers(survivors, names(survivors));
		awaitPlaced(survivors);
		DemoNode last = survivors.get(0);
		survivors.get(1).kill();
		cluster.awaitMembers(List.of(last), List.of(last.name()));
		awaiting("what needs a second node is pending").untilAsserted(() -> {
			assertThat(last.mesh().path("plan").path("pending"))
				.allSatisfy((pending) -> assertThat(pending.path("missing").asInt()).isEqualTo(1))
				.extracting((pending) -> pending.path("service").asString())
				.containsExactlyInAnyOrder("ads", "cart", "inventory");
			assertThat(last.health().path("details").path("unplaced").toString()).contains("ads@1", "cart@1",
					"inventory@1");
		});
		cluster.heal();
		awaitPlaced(cluster.nodes());
	}

	@Test
	void aNodeThatHandsOverIsOutOfServiceUntilItIsGone(DemoCluster cluster) {
		DemoNode leaving = cluster.named(cluster.node(1).hosts("payment").get(0));
		List<DemoNode> others = cluster.allBut(leaving);
		leaving.askToEnd();
		awaiting("it says so itself").pollInterval(Duration.ofMillis(5))
			.failFast("it was not seen to hand over", () -> !leaving.isAlive())
			.until(() -> leaving.health().path("status").asString().equals("OUT_OF_SERVICE"));
		cluster.awaitMembers(others, names(others));
		awaitPlaced(others);
	}

	@Test
	void aNodeThatHungSaysThatItWasExcludedAndComesBack(DemoCluster cluster) {
		DemoNode hung = cluster.node(2);
		List<DemoNode> others = cluster.allBut(hung);
		hung.pause();
		cluster.awaitMembers(others, names(others));
		awaitPlaced(others);
		hung.resume();
		awaiting("it knows").untilAsserted(
				() -> assertThat(hung.health().path("details").path("lastExclusion").asString()).isNotEmpty());
		cluster.awaitMembers(cluster.nodes(), cluster.names());
		awaiting("it is up").untilAsserted(() -> assertThat(hung.health().path("status").asString()).isEqualTo("UP"));
		awaitPlaced(cluster.nodes());
	}

	private static void awaitPlaced(List<DemoNode> nodes) {
		List<String> names = names(nodes);
		awaiting("all agree on what runs where").untilAsserted(() -> {
			for (DemoNode node : nodes) {
				assertThat(node.hosts("checkout")).isEqualTo(names);
				assertThat(node.hosts("catalog")).isNotEmpty().isSubsetOf(names);
				assertThat(node.hosts("ads")).isNotEmpty().doesNotContainAnyElementsOf(node.hosts("payment"));
				assertThat(node.hosts("cart")).hasSize(2).isSubsetOf(names);
				assertThat(node.hosts("payment")).hasSize(1).isSubsetOf(names);
				assertThat(node.hosts("shipping")).hasSize(1).isSubsetOf(names);
				assertThat(node.mesh().path("plan").path("pending").isEmpty()).isTrue();
			}
		});
	}

	private static ConditionFactory awaiting(String what) {
		return Awaitility.await(what)
			.atMost(Duration.ofSeconds(30))
			.ignoreExceptionsInstanceOf(UncheckedIOException.class);
	}

	private static List<String> names(List<DemoNode> nodes) {
		return nodes.stream().map(DemoNode::name).toList();
	}

}

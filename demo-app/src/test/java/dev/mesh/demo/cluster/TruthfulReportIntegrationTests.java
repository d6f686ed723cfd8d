package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest
class TruthfulReportIntegrationTests {

	@Test
	void everyNodeReportsWhoIsThereAndWhatRunsWhere() {
		try (DemoCluster cluster = DemoCluster.start(3)) {
			for (DemoNode node : cluster.nodes()) {
				assertThat(node.mesh().path("node").path("name").asString()).isEqualTo(node.name());
			}
			awaitPlaced(cluster.nodes(), 3);
			DemoNode killed = cluster.named(cluster.node(1).hosts("shipping").get(0));
			List<DemoNode> survivors = cluster.allBut(killed);
			killed.kill();
			cluster.awaitMembers(survivors, survivors.stream().map(DemoNode::name).toList());
			awaitPlaced(survivors, 2);
			killed.start();
			killed.awaitReady();
			cluster.awaitMembers(cluster.nodes(), cluster.names());
			awaitPlaced(cluster.nodes(), 3);
			DemoNode hung = cluster.node(2);
			hung.pause();
			cluster.awaitMembers(cluster.allBut(hung), cluster.allBut(hung).stream().map(DemoNode::name).toList());
			hung.resume();
			cluster.awaitMembers(cluster.nodes(), cluster.names());
			awaitPlaced(cluster.nodes(), 3);
			assertThat(hung.get("/actuator/health").body()).contains("\"status\":\"UP\"");
		}
	}

	private static void awaitPlaced(List<DemoNode> nodes, int size) {
		List<String> names = nodes.stream().map(DemoNode::name).toList();
		Awaitility.await("all agree on what runs where").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			for (DemoNode node : nodes) {
				assertThat(node.hosts("catalog")).hasSize(size).isSubsetOf(names);
				assertThat(node.hosts("cart")).hasSize(2).isSubsetOf(names);
				assertThat(node.hosts("payment")).hasSize(1).isSubsetOf(names);
				assertThat(node.hosts("shipping")).hasSize(1).isSubsetOf(names);
				assertThat(node.mesh().path("plan").path("pending").isEmpty()).isTrue();
			}
		});
	}

}

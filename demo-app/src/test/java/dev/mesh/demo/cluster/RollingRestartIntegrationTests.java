package dev.mesh.demo.cluster;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest
class RollingRestartIntegrationTests {

	private static final int RESTARTS = 20;

	private static final int PER_SECOND = 50;

	@Test
	void aNodeThatIsAskedToEndFailsNoRequestOnTheOthers(DemoCluster cluster) {
		try (CheckoutLoad load = CheckoutLoad.start(cluster.nodes(), PER_SECOND)) {
			for (int i = 0; i < RESTARTS; i++) {
				DemoNode node = cluster.nodes().get(i % cluster.nodes().size());
				load.sendTo(cluster.allBut(node));
				node.terminate();
				node.start();
				node.awaitReady();
				cluster.awaitMembers(cluster.nodes(), cluster.names());
			}
			List<CheckoutLoad.Attempt> attempts = load.stop();
			assertThat(attempts).hasSizeGreaterThan(RESTARTS * PER_SECOND);
			assertThat(attempts).filteredOn(CheckoutLoad.Attempt::failed).isEmpty();
		}
	}

}

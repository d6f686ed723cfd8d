package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedDatabaseIntegrationTests {

	private static final int PER_SECOND = 50;

	@Test
	void threeProcessesCheckOutThroughOneFileWithoutAFailure() {
		try (DemoCluster cluster = DemoCluster.startMonoliths(3);
				CheckoutLoad load = CheckoutLoad.start(cluster.nodes(), PER_SECOND)) {
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.ended() >= 20 * PER_SECOND);
			assertThat(load.stop()).filteredOn(CheckoutLoad.Attempt::failed).isEmpty();
		}
	}

	@Test
	void aKilledProcessLosesNothingThatItAcknowledged() {
		try (DemoCluster cluster = DemoCluster.startMonoliths(2);
				CheckoutLoad load = CheckoutLoad.start(List.of(cluster.node(1)), PER_SECOND)) {
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> load.ended() >= 5 * PER_SECOND);
			cluster.node(1).kill();
			assertThat(load.stop()).filteredOn((attempt) -> !attempt.failed())
				.isNotEmpty()
				.allSatisfy((attempt) -> assertThat(cluster.node(2).get("/api/orders/" + attempt.orderId()).body())
					.isEqualTo(attempt.order()));
		}
	}

}

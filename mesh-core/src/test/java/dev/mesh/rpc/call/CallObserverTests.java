package dev.mesh.rpc.call;

import java.io.IOException;
import java.util.Objects;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CallObserverTests {

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final CountingObserver observer = new CountingObserver();

	private final TestNode node = this.cluster.add("a", (builder) -> builder.observer(this.observer));

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void everyLocalCallIsCountedAndSomeAreTimed() {
		this.node.host("pricing", new FixedPricing());
		Pricing pricing = this.node.stub(Pricing.class);
		for (int i = 0; i < 5000; i++) {
			pricing.safe("x");
		}
		assertThat(counted("safe")).isEqualTo(5000);
		assertThat(this.observer.ended).hasSizeBetween(4, 6).containsOnly("local safe RESULT");
	}

	@Test
	void callsOfEveryShapeAreCountedOnce() {
		FixedPricing bean = new FixedPricing();
		this.node.host("pricing", bean);
		Pricing pricing = this.node.stub(Pricing.class);
		for (int i = 1; i <= 2048; i++) {
			pricing.later("x").join();
			pricing.tell("x");
			if (i % 256 == 0) {
				// The workers' queue takes no more than a thousand.
				int sent = i;
				Awaitility.await().untilAsserted(() -> assertThat(bean.told).hasSize(sent));
			}
		}
		assertThat(counted("later")).isEqualTo(2048);
		assertThat(counted("tell")).isEqualTo(2048);
		assertThat(counted("safe")).isZero();
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.observer.ended).filteredOn("local later RESULT"::equals).hasSizeBetween(1, 3);
			assertThat(this.observer.ended).filteredOn("local tell RESULT"::equals).hasSizeBetween(1, 3);
		});
	}

	private long counted(String method) {
		return Objects.requireNonNull(this.observer.localCounts.get(method)).getAsLong();
	}

	@Test
	void bothSidesOfARemoteCallAreTold() {
		TestNode host = this.cluster.add("b", (builder) -> builder.observer(this.observer));
		host.host("pricing", new FixedPricing());
		Pricing pricing = this.node.stub(Pricing.class);
		pricing.echo("x");
		assertThatExceptionOfType(IOException.class).isThrownBy(pricing::checked);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.observer.ended).containsExactlyInAnyOrder("server echo RESULT",
					"client echo RESULT", "server checked EXCEPTION", "client checked EXCEPTION"));
	}

}

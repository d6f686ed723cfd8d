package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A service of which so many calls run at once on a node, and no more.
 */
class BulkheadTests {

	private static final ServiceCalls ONE_AT_A_TIME = new ServiceCalls(CallSettings.NONE, Map.of(),
			RetryOptions.DEFAULTS, EjectionOptions.DEFAULTS, new LimitOptions(1, true, Duration.ZERO));

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch leave = new CountDownLatch(1);

	private final TestNode here = node("here");

	@AfterEach
	void stop() {
		this.leave.countDown();
		this.cluster.close();
	}

	@Test
	void aLocalCallThatFindsItFullGoesElsewhere() throws Exception {
		TestNode other = node("other");
		this.here.host("pricing", new Slow());
		other.host("pricing", new FixedPricing());
		FutureTask<String> first = occupy();
		assertThat(this.here.stub(Pricing.class).add(1, 2)).isEqualTo(3);
		assertThat(other.requests).hasValue(1);
		this.leave.countDown();
		assertThat(first.get()).isEqualTo("slow");
	}

	@Test
	void whereThereIsNoOtherItIsRefusedAsOverloaded() throws Exception {
		this.here.host("pricing", new Slow());
		FutureTask<String> first = occupy();
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.here.stub(Pricing.class).add(1, 2))
			.withMessageContaining("as many calls of 'pricing' run on this node as may")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.OVERLOADED));
		this.leave.countDown();
		first.get();
		assertThat(this.here.stub(Pricing.class).add(1, 2)).as("room again").isEqualTo(3);
	}

	private FutureTask<String> occupy() throws InterruptedException {
		FutureTask<String> call = new FutureTask<>(() -> this.here.stub(Pricing.class).echo("slow"));
		new Thread(call, "test-caller").start();
		this.entered.await();
		return call;
	}

	private TestNode node(String name) {
		return this.cluster.add(name, (builder) -> builder.calls(Map.of("pricing", ONE_AT_A_TIME)));
	}

	/**
	 * Echoes when it is let.
	 */
	private final class Slow extends FixedPricing {

		@Override
		public String echo(String value) {
			BulkheadTests.this.entered.countDown();
			try {
				BulkheadTests.this.leave.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return value;
		}

	}

}

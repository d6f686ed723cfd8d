package dev.mesh.rpc.call;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.traffic.CallTraffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Local calls leave no garbage, even while they are interpreted.
 */
class LocalCallAllocationTests {

	private static final int CALLS = 20_000;

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing").know(Carts.class, "carts");

	private final TestNode node = this.cluster.add("a");

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void aLocalCallAllocatesNothing() {
		this.node.host("pricing", new FixedPricing());
		Pricing pricing = this.node.stub(Pricing.class);
		assertThat(allocated(() -> pricing.add(1_000_000L, 2_000_000L))).isLessThan(CALLS);
	}

	@Test
	void aLocalCallThatIsMeasuredAllocatesNothingBetweenSamples() {
		CallTraffic traffic = new CallTraffic(new NodeId(1), System::nanoTime);
		TestNode measured = this.cluster.add("measured", (builder) -> builder.traffic(traffic));
		measured.host("pricing", new FixedPricing());
		Pricing pricing = measured.stub(Pricing.class);
		for (int i = 0; i < 2_000_000; i++) {
			pricing.add(1_000_000L, 2_000_000L);
		}
		traffic.take();
		assertThat(allocated(() -> pricing.add(1_000_000L, 2_000_000L))).isLessThan(CALLS);
	}

	@Test
	void aKeyedLocalCallAllocatesNothing() {
		this.node.host("carts", new LocalCallBenchmark.SameCarts());
		Carts carts = this.node.stub(Carts.class);
		assertThat(allocated(() -> carts.owner("user"))).isLessThan(CALLS);
		assertThat(allocated(() -> carts.owner("p", 1_000_000))).isLessThan(CALLS);
	}

	/** Below one byte per call is what the runtime itself may need meanwhile. */
	private static long allocated(Runnable call) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (int i = 0; i < 100; i++) {
			call.run();
		}
		long id = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(id);
		for (int i = 0; i < CALLS; i++) {
			call.run();
		}
		return threads.getThreadAllocatedBytes(id) - before;
	}

}

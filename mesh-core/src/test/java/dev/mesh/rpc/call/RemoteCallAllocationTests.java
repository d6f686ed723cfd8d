package dev.mesh.rpc.call;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The garbage of a call to another node over real connections, of both sides together. No
 * clock is asked. What the runtime compiles away differs from run to run, so this is a
 * bound: it holds for code that is interpreted too, and one more object of usual size
 * breaks it.
 */
class RemoteCallAllocationTests {

	private static final int CALLS = 2_000;

	private static final int ROUNDS = 10;

	/** All objects of a call, none of them compiled away: 1,042 as this was written. */
	private static final long MOST_BYTES = 1_080;

	/**
	 * Other tests have the origin of each buffer recorded, which is garbage of its own.
	 */
	private final Level leakDetection = ResourceLeakDetector.getLevel();

	private final WirePair pair = new WirePair(Sum.class, "sum");

	private final Sum sum = this.pair.caller.plane().stub(Sum.class);

	@BeforeEach
	void recordNoBuffers() {
		ResourceLeakDetector.setLevel(Level.DISABLED);
	}

	@AfterEach
	void stop() {
		this.pair.close();
		ResourceLeakDetector.setLevel(this.leakDetection);
	}

	@Test
	void aCallLeavesNoMoreGarbageThanItDid() {
		this.pair.hostAt(this.pair.host, (Sum) Long::sum);
		long least = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS; round++) {
			least = Math.min(least, allocatedPerCall());
		}
		assertThat(least).as("bytes per call").isLessThanOrEqualTo(MOST_BYTES);
	}

	private long allocatedPerCall() {
		long before = allocated();
		for (int i = 0; i < CALLS; i++) {
			this.sum.add(1_000_000L, 2_000_000L);
		}
		return (allocated() - before) / CALLS;
	}

	private static long allocated() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long sum = 0;
		for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
			sum += Math.max(0, bytes);
		}
		return sum;
	}

	/**
	 * What is called.
	 */
	interface Sum {

		long add(long left, long right);

	}

}

package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UsageMeterTests {

	private static final int BYTES = 32 * 1024 * 1024;

	@Test
	void countsWhatAllLivingThreadsAllocatedSinceTheMark() throws InterruptedException {
		byte[] before = new byte[BYTES];
		CountDownLatch allocated = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		UsageMeter meter = new UsageMeter();
		meter.mark();
		Thread other = new Thread(() -> {
			byte[] during = new byte[BYTES];
			before[0] = during[BYTES - 1];
			allocated.countDown();
			awaitQuietly(leave);
		}, "mesh-bench-allocating");
		other.start();
		allocated.await();
		Usage used = meter.used();
		leave.countDown();
		other.join();
		assertThat(used.allocatedBytes()).isBetween((long) BYTES, BYTES * 2L - 1);
		assertThat(used.cpuNanos()).isNotNegative();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts completed calls and wakes the one thread that waits for a number of them: once,
 * and not at every call, as a semaphore would.
 * <p>
 * The waiter announces what it waits for and then looks at the count; whoever completes
 * counts and then looks at the announcement. So one of the two sees the other.
 */
final class Window {

	private final Thread waiter = Thread.currentThread();

	private final AtomicLong completed = new AtomicLong();

	private volatile long wakeAt = Long.MAX_VALUE;

	void complete() {
		if (this.completed.incrementAndGet() == this.wakeAt) {
			LockSupport.unpark(this.waiter);
		}
	}

	/**
	 * Wait until so many are completed.
	 * @param count how many
	 * @param timeoutNanos how long at most
	 * @return how many there are then
	 * @throws InterruptedException if interrupted
	 */
	long await(long count, long timeoutNanos) throws InterruptedException {
		long end = System.nanoTime() + timeoutNanos;
		this.wakeAt = count;
		long left = timeoutNanos;
		while (this.completed.get() < count && left > 0) {
			LockSupport.parkNanos(this, left);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			left = end - System.nanoTime();
		}
		return this.completed.get();
	}

	long completed() {
		return this.completed.get();
	}

}

package dev.mesh.service;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that wants to run every millisecond and notes when it could not: for as long,
 * collections of garbage or other processes had the processors, and what is late then is
 * not late for a reason of ours.
 */
final class Pulse implements AutoCloseable {

	private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long MISSED_NANOS = 2 * BEAT_NANOS;

	private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();

	private final Thread thread = new Thread(this::beat, "test-pulse");

	private volatile boolean closed;

	Pulse() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void beat() {
		long last = System.nanoTime();
		while (!this.closed) {
			LockSupport.parkNanos(BEAT_NANOS);
			long now = System.nanoTime();
			if (now - last > MISSED_NANOS) {
				this.gaps.add(new Gap(last + BEAT_NANOS, now));
			}
			last = now;
		}
	}

	/**
	 * Tell for how much of some time the thread could not run.
	 * @param fromNanos from when
	 * @param toNanos to when
	 * @return nanoseconds
	 */
	long missed(long fromNanos, long toNanos) {
		return this.gaps.stream().mapToLong((gap) -> gap.within(fromNanos, toNanos)).sum();
	}

	/** The thread ends with its next beat. */
	@Override
	public void close() {
		this.closed = true;
	}

	/**
	 * A time without a beat.
	 *
	 * @param fromNanos when one was due
	 * @param toNanos when it came
	 */
	private record Gap(long fromNanos, long toNanos) {

		long within(long from, long to) {
			return Math.max(0, Math.min(to - from, this.toNanos - from) - Math.max(0, this.fromNanos - from));
		}

	}

}

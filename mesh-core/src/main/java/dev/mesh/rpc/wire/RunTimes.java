package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

/**
 * Learns whether tasks of one kind, such as the calls of a method, are short enough for
 * {@link ServingThreads}: nearly all of the last hundred or so have to be. Safe for use
 * by any thread; of tasks that end at once one may not count.
 */
public final class RunTimes {

	/** About what it costs to wake another thread, and have it wake this one. */
	private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	private static final int ONE = 1 << 16;

	/** Each task moves the share by a 64th of the way. */
	private static final int SHIFT = 6;

	/** Below this share of long ones tasks are short, and until it is twice as large. */
	private static final int FEW = ONE / 16;

	private final boolean stated;

	/** The share of long tasks; all of them as long as nothing is known. */
	private volatile int longShare = ONE;

	private volatile boolean areShort;

	/**
	 * Make the times of one kind.
	 * @param stated whether its tasks are short whatever they take
	 */
	public RunTimes(boolean stated) {
		this.stated = stated;
		this.areShort = stated;
	}

	/**
	 * Note how long a task took its thread.
	 * @param nanos the time
	 */
	public void record(long nanos) {
		int before = this.longShare;
		int target = (nanos > SHORT_NANOS) ? ONE : 0;
		int share = before + ((target - before) >> SHIFT);
		this.longShare = share;
		if (!this.stated && share < FEW != this.areShort && (share < FEW || share > 2 * FEW)) {
			this.areShort = share < FEW;
		}
	}

	/**
	 * Tell whether tasks are short.
	 * @return whether they are, as far as is known
	 */
	public boolean areShort() {
		return this.areShort;
	}

	/**
	 * Tell whether tasks are short whatever they take.
	 * @return whether it was stated
	 */
	public boolean areStatedShort() {
		return this.stated;
	}

}

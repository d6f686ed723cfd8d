package dev.mesh.rpc.server;

import java.util.concurrent.TimeUnit;

/**
 * Learns whether the calls of a method are short enough to be served by the thread that
 * reads them: nearly all of the last hundred or so have to be. Safe for use by any
 * thread; of calls that end at once one may not count.
 */
final class ServiceTimes {

	/** About what it costs to wake another thread, and have it wake this one. */
	private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	/** A long call weighs this much, and a 64th of it after some 270 short ones. */
	private static final int ONE = 1 << 16;

	private static final int SHIFT = 6;

	/** From here on calls are short, and they stay so until twice as many are long. */
	private static final int FEW = ONE / 16;

	/** The share of long calls; all of them as long as nothing is known. */
	private volatile int longShare = ONE;

	private final boolean stated;

	private volatile boolean areShort;

	/**
	 * Make the times of one method.
	 * @param stated whether its calls are short by its own account
	 */
	ServiceTimes(boolean stated) {
		this.stated = stated;
		this.areShort = stated;
	}

	void record(long nanos) {
		int before = this.longShare;
		int target = (nanos > SHORT_NANOS) ? ONE : 0;
		int share = before + ((target - before) >> SHIFT);
		this.longShare = share;
		if (!this.stated && share < FEW != this.areShort && (share < FEW || share > 2 * FEW)) {
			this.areShort = share < FEW;
		}
	}

	boolean areShort() {
		return this.areShort;
	}

}

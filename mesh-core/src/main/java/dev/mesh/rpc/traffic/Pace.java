package dev.mesh.rpc.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Admits so many a second, and as many at once after a rest. Safe for use by any thread.
 */
final class Pace {

	private final long interval;

	private final long burst;

	/** Until when what was admitted has used up the rate. */
	private final AtomicLong usedUntil;

	Pace(int perSecond, long nanos) {
		this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
		this.burst = this.interval * (perSecond - 1);
		this.usedUntil = new AtomicLong(nanos);
	}

	boolean admit(long nanos) {
		while (true) {
			long used = this.usedUntil.get();
			if (used - nanos > this.burst) {
				return false;
			}
			long from = (used - nanos > 0) ? used : nanos;
			if (this.usedUntil.compareAndSet(used, from + this.interval)) {
				return true;
			}
		}
	}

}

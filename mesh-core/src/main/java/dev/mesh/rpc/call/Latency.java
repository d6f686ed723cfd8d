package dev.mesh.rpc.call;

import java.util.concurrent.TimeUnit;

/**
 * How long replies take, smoothed over about a second: a reply counts for the share of
 * that second that has passed since the one before, so that a burst of fast ones does not
 * hide the slow. Fades when no reply comes, so that a slow instance is tried again. Safe
 * for use by any thread; of replies that come at once one may be lost.
 */
final class Latency {

	private static final double SMOOTHING_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final double FADING_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** So that the very first replies count, however close they come. */
	private static final double LEAST_SHARE = 0.01;

	private volatile double smoothedNanos;

	private volatile long lastNanos;

	void observe(long tookNanos, long nowNanos) {
		double before = this.smoothedNanos;
		if (before == 0) {
			this.smoothedNanos = tookNanos;
		}
		else {
			double passed = Math.max(0, nowNanos - this.lastNanos);
			double share = Math.max(LEAST_SHARE, 1 - Math.exp(-passed / SMOOTHING_NANOS));
			this.smoothedNanos = before + (tookNanos - before) * share;
		}
		this.lastNanos = nowNanos;
	}

	long nanos(long nowNanos) {
		double smoothed = this.smoothedNanos;
		double idle = nowNanos - this.lastNanos - SMOOTHING_NANOS;
		return (long) ((smoothed == 0 || idle <= 0) ? smoothed
				: Math.max(1, smoothed * Math.exp(-idle / FADING_NANOS)));
	}

}

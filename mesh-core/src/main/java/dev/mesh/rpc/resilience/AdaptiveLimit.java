package dev.mesh.rpc.resilience;

import java.util.concurrent.TimeUnit;

/**
 * How many calls at once a service bears, found by trying. While calls take about as long
 * as they do when few run, the limit grows; when they take more than twice as long, it
 * shrinks by as much as they are too slow. This is the gradient of Netflix'
 * concurrency-limits with a different baseline: that is learned while the service is idle
 * enough, and while it is pressed moves only down, so that a lasting overload does not
 * become the measure. Where fewer calls at once turn out to be no faster, it is not their
 * number that makes them slow, and the baseline follows. Guarded by the lock of its
 * {@link Admission}.
 *
 * @see <a href="https://github.com/Netflix/concurrency-limits">concurrency-limits</a>
 */
final class AdaptiveLimit {

	private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int LEAST_SAMPLES = 10;

	private static final double TOLERANCE = 2;

	private static final double SMOOTHING = 0.2;

	private static final double GIVING_WAY = 0.02;

	/** After which share of the limit is left a decrease is judged. */
	private static final double JUDGED_AT = 0.6;

	/** The share of the former latency above which a decrease has not helped. */
	private static final double NO_BETTER = 0.8;

	private final int least;

	private final int most;

	private double limit;

	private double baselineNanos;

	private double judgedLimit;

	private double judgedNanos;

	private boolean suspected;

	private long windowEndNanos;

	private long settledNanos;

	private long sumNanos;

	private int samples;

	private int peak;

	/**
	 * Make a limit.
	 * @param initial where to begin
	 * @param least the least it can become
	 * @param most the most it can become
	 * @param nowNanos the time
	 */
	AdaptiveLimit(int initial, int least, int most, long nowNanos) {
		this.limit = initial;
		this.least = least;
		this.most = most;
		this.windowEndNanos = nowNanos + WINDOW_NANOS;
		this.settledNanos = nowNanos;
	}

	int get() {
		return (int) this.limit;
	}

	/**
	 * Take in a call that has ended.
	 * @param tookNanos how long it took
	 * @param running how many ran then, itself included
	 * @param nowNanos the time
	 */
	void sample(long tookNanos, int running, long nowNanos) {
		if (nowNanos - this.settledNanos < 0) {
			return;
		}
		this.sumNanos += tookNanos;
		this.samples++;
		this.peak = Math.max(this.peak, running);
		if (nowNanos - this.windowEndNanos >= 0 && this.samples >= LEAST_SAMPLES) {
			adapt((double) this.sumNanos / this.samples, this.peak * 2 > this.limit, nowNanos);
			startWindow(nowNanos);
		}
	}

	private void startWindow(long nowNanos) {
		this.windowEndNanos = Math.max(nowNanos, this.settledNanos) + WINDOW_NANOS;
		this.sumNanos = 0;
		this.samples = 0;
		this.peak = 0;
	}

	private void adapt(double nanos, boolean pressed, long nowNanos) {
		if (this.baselineNanos == 0) {
			this.baselineNanos = nanos;
		}
		else if (!pressed || nanos < this.baselineNanos) {
			this.baselineNanos += (nanos - this.baselineNanos) * SMOOTHING;
		}
		if (!pressed) {
			this.suspected = false;
		}
		else if (excess(nanos) <= 1) {
			this.suspected = false;
			grow();
		}
		else if (!this.suspected) {
			// This window may have begun before the load did: the next one tells.
			this.suspected = true;
		}
		else {
			judge(nanos);
			shrink(nanos, nowNanos);
		}
	}

	private double excess(double nanos) {
		return nanos / (this.baselineNanos * TOLERANCE);
	}

	private void judge(double nanos) {
		if (this.limit <= this.least) {
			// Nothing shows any more what fewer would do. Give way, slowly: that ends as
			// soon as the limit can move again.
			this.baselineNanos += (nanos - this.baselineNanos) * GIVING_WAY;
		}
		else if (this.judgedLimit > 0 && this.limit <= this.judgedLimit * JUDGED_AT) {
			if (nanos > this.judgedNanos * NO_BETTER) {
				this.baselineNanos = Math.min(nanos, this.baselineNanos * 2);
			}
			this.judgedLimit = this.limit;
			this.judgedNanos = nanos;
		}
	}

	private void grow() {
		this.limit = Math.min(this.most, this.limit + Math.sqrt(this.limit));
		this.judgedLimit = 0;
	}

	private void shrink(double nanos, long nowNanos) {
		double excess = excess(nanos);
		if (excess <= 1 || this.limit <= this.least) {
			return;
		}
		if (this.judgedLimit == 0) {
			this.judgedLimit = this.limit;
			this.judgedNanos = nanos;
		}
		this.limit = Math.max(this.least, this.limit * Math.max(0.5, 1 / excess));
		// What began before took its time among more calls than there are to be now.
		this.settledNanos = nowNanos + (long) (2 * nanos);
	}

}

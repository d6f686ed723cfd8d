package dev.mesh.rpc.resilience;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long the calls of one method take, the last thousand or so: counts in buckets that
 * are a quarter of a doubling wide, halved now and then. Good to 19 %, which is enough to
 * tell late from usual. Safe for use by any thread; readers pay one read.
 */
public final class LatencyQuantiles {

	private static final int STEPS_PER_DOUBLING = 4;

	private static final int BUCKETS = 40 * STEPS_PER_DOUBLING;

	/** Latencies below a microsecond are not told apart. */
	private static final int SMALLEST_EXPONENT = 10;

	private static final int REFRESH_EVERY = 32;

	private static final int HALVE_AT = 2048;

	private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

	private final AtomicInteger total = new AtomicInteger();

	/** Guarded by this. */
	private final int[] copy = new int[BUCKETS];

	private volatile long median;

	private volatile long late;

	/**
	 * Note how long a call took.
	 * @param nanos the time
	 */
	public void record(long nanos) {
		this.counts.incrementAndGet(bucket(nanos));
		int seen = this.total.incrementAndGet();
		if (seen % REFRESH_EVERY == 0) {
			refresh(seen);
		}
	}

	/**
	 * Return the time within which half of the calls end.
	 * @return nanoseconds, 0 as long as too few calls have ended
	 */
	public long medianNanos() {
		return this.median;
	}

	/**
	 * Return the time within which 19 of 20 calls end.
	 * @return nanoseconds, 0 as long as too few calls have ended
	 */
	public long p95Nanos() {
		return this.late;
	}

	private synchronized void refresh(int seen) {
		long sum = 0;
		for (int i = 0; i < BUCKETS; i++) {
			this.copy[i] = this.counts.get(i);
			sum += this.copy[i];
		}
		this.median = quantile(this.copy, sum, 0.5);
		this.late = quantile(this.copy, sum, 0.95);
		if (seen >= HALVE_AT) {
			halve();
		}
	}

	private void halve() {
		int kept = 0;
		for (int i = 0; i < BUCKETS; i++) {
			kept += this.counts.addAndGet(i, -this.copy[i] / 2);
		}
		this.total.set(kept);
	}

	private static long quantile(int[] counts, long sum, double share) {
		long rank = (long) Math.ceil(sum * share);
		long passed = 0;
		for (int i = 0; i < BUCKETS; i++) {
			passed += counts[i];
			if (passed >= rank) {
				return upperBound(i);
			}
		}
		return upperBound(BUCKETS - 1);
	}

	private static int bucket(long nanos) {
		long value = Math.max(nanos, 1L << SMALLEST_EXPONENT);
		int exponent = 63 - Long.numberOfLeadingZeros(value);
		int step = (int) (value >>> (exponent - 2)) & (STEPS_PER_DOUBLING - 1);
		return Math.min(BUCKETS - 1, (exponent - SMALLEST_EXPONENT) * STEPS_PER_DOUBLING + step);
	}

	private static long upperBound(int bucket) {
		int exponent = bucket / STEPS_PER_DOUBLING + SMALLEST_EXPONENT;
		int step = bucket % STEPS_PER_DOUBLING;
		return (1L << exponent) + ((1L << (exponent - 2)) * (step + 1));
	}

}

package dev.mesh.route.measure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls to one version.
 */
public final class VersionMeasure {

	private final LongAdder calls = new LongAdder();

	private final LongAdder errors = new LongAdder();

	private final AtomicLongArray latencies = new AtomicLongArray(Latencies.BUCKETS);

	VersionMeasure() {
	}

	/**
	 * Count a call.
	 * @param nanos how long it took
	 * @param failed whether it did not return a result
	 */
	public void ended(long nanos, boolean failed) {
		this.latencies.getAndIncrement(Latencies.bucket(nanos));
		if (failed) {
			this.errors.increment();
		}
		this.calls.increment();
	}

	/**
	 * Return what was counted since the node was made.
	 * @return the counts
	 */
	public VersionCounts counts() {
		long[] copy = new long[Latencies.BUCKETS];
		Arrays.setAll(copy, this.latencies::get);
		return new VersionCounts(this.calls.sum(), this.errors.sum(), Latencies.of(copy));
	}

}

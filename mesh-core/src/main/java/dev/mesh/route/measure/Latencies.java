package dev.mesh.route.measure;

import java.util.Arrays;

/**
 * How many calls took how long, in buckets a quarter of an octave wide from one
 * microsecond to about a minute. Immutable.
 */
public final class Latencies {

	/**
	 * How many buckets there are.
	 */
	public static final int BUCKETS = 105;

	/**
	 * No calls.
	 */
	public static final Latencies NONE = new Latencies(new long[BUCKETS]);

	private static final int FIRST_OCTAVE = 10; // 1,024 ns

	private final long[] counts;

	private Latencies(long[] counts) {
		this.counts = counts;
	}

	/**
	 * Make latencies.
	 * @param counts the calls by bucket, {@value #BUCKETS} of them
	 * @return the latencies
	 */
	public static Latencies of(long[] counts) {
		if (counts.length != BUCKETS) {
			throw new IllegalArgumentException(counts.length + " buckets were given: give " + BUCKETS);
		}
		return new Latencies(counts.clone());
	}

	static int bucket(long nanos) {
		int octave = (Long.SIZE - 1) - Long.numberOfLeadingZeros(Math.max(1, nanos));
		if (octave < FIRST_OCTAVE) {
			return 0;
		}
		int quarter = (int) (nanos >>> (octave - 2)) & 3;
		return Math.min(BUCKETS - 1, 1 + 4 * (octave - FIRST_OCTAVE) + quarter);
	}

	/** The middle of the bucket. */
	private static long nanos(int bucket) {
		if (bucket == 0) {
			return 1L << (FIRST_OCTAVE - 1);
		}
		int octave = FIRST_OCTAVE + (bucket - 1) / 4;
		long low = (4L + (bucket - 1) % 4) << (octave - 2);
		return low + (1L << (octave - 3));
	}

	/**
	 * Return the calls in a bucket.
	 * @param bucket its index
	 * @return the number
	 */
	public long count(int bucket) {
		return this.counts[bucket];
	}

	/**
	 * Return what was added since.
	 * @param earlier what was there before
	 * @return the difference
	 */
	public Latencies since(Latencies earlier) {
		long[] difference = new long[BUCKETS];
		Arrays.setAll(difference, (i) -> Math.max(0, this.counts[i] - earlier.counts[i]));
		return new Latencies(difference);
	}

	/**
	 * Add up.
	 * @param other more calls
	 * @return all of them
	 */
	public Latencies plus(Latencies other) {
		long[] sum = new long[BUCKETS];
		Arrays.setAll(sum, (i) -> this.counts[i] + other.counts[i]);
		return new Latencies(sum);
	}

	/**
	 * Return the time within which a share of the calls ended, to about an eighth.
	 * @param share the share, 0 to 1
	 * @return the nanoseconds, 0 if there were no calls
	 */
	public long percentileNanos(double share) {
		long total = Arrays.stream(this.counts).sum();
		long rank = (long) Math.ceil(total * share);
		long passed = 0;
		for (int i = 0; i < BUCKETS; i++) {
			passed += this.counts[i];
			if (passed >= rank && passed > 0) {
				return nanos(i);
			}
		}
		return 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Latencies latencies && Arrays.equals(latencies.counts, this.counts);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.counts);
	}

}

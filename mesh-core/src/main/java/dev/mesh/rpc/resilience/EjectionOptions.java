package dev.mesh.rpc.resilience;

import java.time.Duration;

/**
 * When the callers of a service leave one of its instances alone.
 *
 * @param enabled whether they ever do
 * @param failuresInARow how many calls without an answer in a row are enough
 * @param badShare the share of an instance's calls that must be bad, 0 to 1, and twice
 * that of the others
 * @param slowFactor how many times the median a bad call takes at least
 * @param slowMargin how much more than that it takes at least
 * @param first how long an instance is left alone the first time; doubles each time
 * @param longest the time at which doubling ends
 */
public record EjectionOptions(boolean enabled, int failuresInARow, double badShare, double slowFactor,
		Duration slowMargin, Duration first, Duration longest) {

	/**
	 * 5 failures in a row, or half of the calls bad: failed, or slower than three times
	 * the median by 10 ms; for 5 s at first and 5 minutes at most.
	 */
	public static final EjectionOptions DEFAULTS = new EjectionOptions(true, 5, 0.5, 3, Duration.ofMillis(10),
			Duration.ofSeconds(5), Duration.ofMinutes(5));

	public EjectionOptions {
		if (failuresInARow < 1) {
			throw new IllegalArgumentException("'failures-in-a-row' is " + failuresInARow + ": use 1 or more");
		}
		if (!(badShare > 0 && badShare <= 1)) {
			throw new IllegalArgumentException("'bad-share' is " + badShare + ": use more than 0, 1 at most");
		}
		if (!(slowFactor >= 1) || slowMargin.isNegative()) {
			throw new IllegalArgumentException("'slow-factor' is " + slowFactor + " and 'slow-margin' is " + slowMargin
					+ ": use 1 or more, and no negative time");
		}
		if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
			throw new IllegalArgumentException("'first' is " + first + " and 'longest' is " + longest
					+ ": use times above zero, the longest not below the first");
		}
	}

}

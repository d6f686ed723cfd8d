package dev.mesh.rpc.resilience;

import java.time.Duration;

/**
 * How often and how soon the callers of a service try again.
 *
 * @param budget the share of calls that may be sent again, 0 to 1
 * @param saved how many such calls can be saved up while all goes well
 * @param firstBackOff the longest pause before the second round of instances
 * @param longestBackOff the pause at which doubling ends
 */
public record RetryOptions(double budget, int saved, Duration firstBackOff, Duration longestBackOff) {

	/**
	 * A tenth of the calls, 100 of them saved up; pauses of at most 4 to 256 ms.
	 */
	public static final RetryOptions DEFAULTS = new RetryOptions(0.1, 100, Duration.ofMillis(4),
			Duration.ofMillis(256));

	public RetryOptions {
		if (!(budget >= 0 && budget <= 1)) {
			throw new IllegalArgumentException("'budget' is " + budget + ": use 0 to 1, as in 0.1 for a tenth");
		}
		if (saved < 0) {
			throw new IllegalArgumentException("'saved' is " + saved + ": use 0 or more");
		}
		if (firstBackOff.isNegative() || firstBackOff.isZero() || longestBackOff.compareTo(firstBackOff) < 0) {
			throw new IllegalArgumentException("'first-back-off' is " + firstBackOff + " and 'longest-back-off' is "
					+ longestBackOff + ": use times above zero, the longest not below the first");
		}
	}

}

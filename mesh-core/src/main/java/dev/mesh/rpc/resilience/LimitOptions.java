package dev.mesh.rpc.resilience;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How much of one service's calls a node takes on.
 *
 * @param maxConcurrent the most calls that run at once, local ones included, or
 * {@code null} for no fixed bound
 * @param adaptive whether the bound on calls of other nodes follows what the service is
 * seen to bear
 * @param maxWait the longest a call is let wait for its turn
 */
public record LimitOptions(@Nullable Integer maxConcurrent, boolean adaptive, Duration maxWait) {

	/**
	 * No fixed bound, an adaptive one, waits of half a second.
	 */
	public static final LimitOptions DEFAULTS = new LimitOptions(null, true, Duration.ofMillis(500));

	public LimitOptions {
		if (maxConcurrent != null && maxConcurrent < 1) {
			throw new IllegalArgumentException("'max-concurrent' is " + maxConcurrent + ": use 1 or more");
		}
		if (maxWait.isNegative()) {
			throw new IllegalArgumentException("'max-wait' is " + maxWait + ": use no negative time");
		}
	}

}

package dev.mesh.route.cutover;

import java.time.Duration;

/**
 * What trips a cutover.
 *
 * @param errors the most percent of calls that may fail beyond those that fail on the old
 * version
 * @param slower how many times as long the slowest hundredth of the calls may take
 * @param floor below which time it does not matter how long they take
 * @param mismatches the most percent of compared responses that may differ
 */
public record Guards(double errors, double slower, Duration floor, double mismatches) {

	/**
	 * 1 percent of errors, twice the time above 5 ms, no mismatch.
	 */
	public static final Guards DEFAULTS = new Guards(1, 2, Duration.ofMillis(5), 0);

	public Guards {
		require(errors >= 0 && errors <= 100, "errors", errors, "0 to 100 percent");
		require(slower >= 1 && slower <= 1000, "slower", slower, "a factor of 1 to 1000");
		require(!floor.isNegative(), "floor", floor, "a time from zero");
		require(mismatches >= 0 && mismatches <= 100, "mismatches", mismatches, "0 to 100 percent");
	}

	private static void require(boolean valid, String what, Object value, String remedy) {
		if (!valid) {
			throw new IllegalArgumentException("the guard '" + what + "' is " + value + ": use " + remedy);
		}
	}

}

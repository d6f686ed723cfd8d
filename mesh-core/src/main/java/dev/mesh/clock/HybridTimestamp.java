package dev.mesh.clock;

import java.time.Instant;
import java.util.Locale;

/**
 * A moment in the cluster: later than every moment that could have influenced it. Ordered
 * by time, then counter, then node, all unsigned; a total order over all stamps of all
 * nodes.
 *
 * @param packed 48 bits of milliseconds since the epoch, 16 bits of counter
 * @param node the node that drew the stamp; breaks ties
 * @see HybridLogicalClock
 */
public record HybridTimestamp(long packed, long node) implements Comparable<HybridTimestamp> {

	static final int COUNTER_BITS = 16;

	private static final int RADIX = 32;

	/** Digits of 64 bits in base 32. */
	private static final int DIGITS = 13;

	/**
	 * Return the milliseconds since the epoch; at most 48 bits.
	 * @return the physical part
	 */
	public long millis() {
		return this.packed >>> COUNTER_BITS;
	}

	/**
	 * Return what tells stamps of one millisecond apart, 0 to 65535.
	 * @return the logical part
	 */
	public int counter() {
		return (int) this.packed & 0xFFFF;
	}

	/**
	 * Return the physical part as an instant.
	 * @return the instant, in whole milliseconds
	 */
	public Instant toInstant() {
		return Instant.ofEpochMilli(millis());
	}

	@Override
	public int compareTo(HybridTimestamp other) {
		int byTime = Long.compareUnsigned(this.packed, other.packed);
		return (byTime != 0) ? byTime : Long.compareUnsigned(this.node, other.node);
	}

	/**
	 * Parse what {@link #toString()} returns.
	 * @param text the text; upper case is taken too
	 * @return the stamp
	 * @throws IllegalArgumentException if the text is not of that form; the message says
	 * where
	 */
	public static HybridTimestamp parse(String text) {
		if (text.length() != 2 * DIGITS) {
			throw new IllegalArgumentException("timestamp '" + text + "' has " + text.length()
					+ " characters: write the " + (2 * DIGITS) + " characters of its string form");
		}
		return new HybridTimestamp(parse(text, 0), parse(text, DIGITS));
	}

	private static long parse(String text, int start) {
		for (int i = start; i < start + DIGITS; i++) {
			char digit = text.charAt(i);
			// Thirteen digits hold 65 bits: the first must leave the 65th out.
			int bound = (i == start) ? RADIX / 2 : RADIX;
			if (digit >= 128 || Character.digit(digit, RADIX) < 0 || Character.digit(digit, RADIX) >= bound) {
				throw new IllegalArgumentException("timestamp '" + text + "' has '" + digit + "' at position " + i
						+ ": use 0-9 and a-v, at positions 0 and " + DIGITS + " at most 'f'");
			}
		}
		return Long.parseUnsignedLong(text.substring(start, start + DIGITS), RADIX);
	}

	/**
	 * Return 26 characters, 0-9 and a-v, that sort as the stamps do.
	 */
	@Override
	public String toString() {
		return digits(this.packed) + digits(this.node);
	}

	private static String digits(long value) {
		String digits = Long.toUnsignedString(value, RADIX).toLowerCase(Locale.ROOT);
		return "0".repeat(DIGITS - digits.length()) + digits;
	}

}

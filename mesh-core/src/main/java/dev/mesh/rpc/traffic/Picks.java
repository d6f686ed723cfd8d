package dev.mesh.rpc.traffic;

/**
 * Which of a sequence of numbered calls are picked: one of 2, 4, 8 and so on. What is
 * picked is spread by a multiplicative (Weyl) sequence and not every so many, since calls
 * come in patterns: of a loop that calls from A and from B in turn, every second or every
 * fourth call would always be A's.
 * <p>
 * A pick is told by a mask. What a mask picks, one for fewer calls in between picks too,
 * so {@code one & other} picks what either of them picks.
 */
public final class Picks {

	/** Picks every call. */
	public static final long ALL = 0;

	/** Picks no call. */
	public static final long NONE = -1;

	/** Odd, so that no two counts meet; 2^64 divided by the golden ratio. */
	private static final long STEP = 0x9E3779B97F4A7C15L;

	private static final int MAX_BITS = 40;

	private Picks() {
	}

	/**
	 * Return the mask that picks one call of 2^bits.
	 * @param bits the logarithm, from 0; above 40 it counts as 40
	 * @return the mask
	 */
	public static long oneOfTwoTo(int bits) {
		return (bits <= 0) ? ALL : -1L << (Long.SIZE - Math.min(bits, MAX_BITS));
	}

	/**
	 * Return the mask that picks one call of so many.
	 * @param calls the number, rounded up to a power of two; 0 for none
	 * @return the mask
	 */
	public static long oneOf(int calls) {
		return (calls <= 0) ? NONE : oneOfTwoTo(Integer.SIZE - Integer.numberOfLeadingZeros(calls - 1));
	}

	/**
	 * Tell whether a call is picked.
	 * @param mask says how many are
	 * @param number the call's number, from 0
	 * @return whether it is
	 */
	public static boolean picks(long mask, long number) {
		return ((number + 1) * STEP & mask) == 0;
	}

}

package dev.mesh.placement.solver;

/**
 * Numbers as whole millionths. Sums of whole numbers do not depend on the order in which
 * they are formed, so that a cost kept up to date step by step equals one computed anew,
 * and a plan is the same on every machine.
 */
final class FixedPoint {

	/** What 1 is. */
	static final long ONE = 1_000_000;

	/**
	 * The most that a single price can be (100,000): ten million of them still fit into a
	 * {@code long}.
	 */
	static final long MAX_PRICE = 100_000 * ONE;

	/** The most that one node's load can cost: ten thousand nodes of them still fit. */
	static final long MAX_LOAD_COST = 100_000_000 * ONE;

	/** The most that a node's capacity can be. */
	static final long MAX_CAPACITY = 1_000_000_000 * ONE;

	private FixedPoint() {
	}

	static long price(double value) {
		return rounded(value, MAX_PRICE);
	}

	static long capacity(double value) {
		return rounded(value, MAX_CAPACITY);
	}

	/**
	 * What one instance takes. What is not nothing takes at least a millionth, and what
	 * is beyond all capacity fits nowhere.
	 */
	static long demand(double value) {
		return (value > 0) ? Math.max(1, rounded(value, 2 * MAX_CAPACITY)) : 0;
	}

	/** The load of one instance or node, small enough for the sum of all to fit. */
	static long load(double value) {
		return rounded(value, MAX_CAPACITY / 1000);
	}

	static double toDouble(long value) {
		return (double) value / ONE;
	}

	/** Rounds, saturates, and takes what is no number or below 0 for 0. */
	private static long rounded(double value, long max) {
		double scaled = value * ONE;
		if (!(scaled > 0)) {
			return 0;
		}
		return (scaled >= max) ? max : (long) (scaled + 0.5);
	}

}

package dev.mesh.rpc.fingerprint;

import java.util.List;

/**
 * How calls of one method fit between two nodes.
 *
 * @param level how far
 * @param difference the first difference found, for {@link #difference(String)}; empty if
 * all fits
 */
public record Compatibility(Level level, String difference) {

	/**
	 * All values get through.
	 */
	public static final Compatibility COMPATIBLE = new Compatibility(Level.COMPATIBLE, "");

	/** Stands for the name of the other node, as one verdict holds for many nodes. */
	static final String PEER = "{peer}";

	static Compatibility limited(String difference) {
		return new Compatibility(Level.LIMITED, difference);
	}

	static Compatibility incompatible(String difference) {
		return new Compatibility(Level.INCOMPATIBLE, difference);
	}

	static Compatibility worst(List<Compatibility> verdicts) {
		Compatibility worst = COMPATIBLE;
		for (Compatibility verdict : verdicts) {
			worst = (verdict.level.compareTo(worst.level) > 0) ? verdict : worst;
		}
		return worst;
	}

	/**
	 * Return the first difference found.
	 * @param peer the name of the other node
	 * @return a clause, empty if all fits
	 */
	public String difference(String peer) {
		return this.difference.replace(PEER, peer);
	}

	/**
	 * How far calls fit.
	 */
	public enum Level {

		/**
		 * Each value that one side writes the other can read; fields that only one has
		 * are passed over, or have their defaults.
		 */
		COMPATIBLE,

		/**
		 * As above, except for values that only one side knows, such as a new constant:
		 * whoever reads one refuses it.
		 */
		LIMITED,

		/**
		 * No such call is made.
		 */
		INCOMPATIBLE

	}

}

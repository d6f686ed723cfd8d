package dev.mesh.rpc.fingerprint;

import java.util.List;

/**
 * How calls of one method fit between two nodes.
 *
 * @param level how far
 * @param difference the first difference found, for {@link #difference(String)}; empty if
 * all fits
 */
public record Verdict(Level level, String difference) {

	/**
	 * All values get through.
	 */
	public static final Verdict COMPATIBLE = new Verdict(Level.COMPATIBLE, "");

	/** Stands for the name of the other node, as one verdict holds for many nodes. */
	static final String PEER = "{peer}";

	static Verdict limited(String difference) {
		return new Verdict(Level.LIMITED, difference);
	}

	static Verdict incompatible(String difference) {
		return new Verdict(Level.INCOMPATIBLE, difference);
	}

	static Verdict worst(List<Verdict> verdicts) {
		Verdict worst = COMPATIBLE;
		for (Verdict verdict : verdicts) {
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

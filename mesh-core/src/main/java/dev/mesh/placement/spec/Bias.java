package dev.mesh.placement.spec;

/**
 * One service's wish about the tag of others.
 *
 * @param tag the tag
 * @param kind the wish
 * @param weight how much a {@code PREFER} or an {@code AVOID} counts, from 1 to
 * {@value #MAX_WEIGHT}; without meaning for the others
 */
public record Bias(String tag, BiasKind kind, int weight) {

	/**
	 * The greatest weight.
	 */
	public static final int MAX_WEIGHT = 100;

	public Bias {
		if (tag.isBlank()) {
			throw new IllegalArgumentException("a bias names no tag: name the tag that it is about");
		}
		if (weight < 1 || weight > MAX_WEIGHT) {
			throw new IllegalArgumentException("the bias on tag '" + tag + "' has weight " + weight
					+ ": use a whole number from 1 to " + MAX_WEIGHT);
		}
	}

	/**
	 * A bias of weight 1.
	 * @param tag the tag
	 * @param kind the wish
	 */
	public Bias(String tag, BiasKind kind) {
		this(tag, kind, 1);
	}

}

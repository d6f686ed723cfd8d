package dev.mesh.placement.spec;

import java.util.Collection;

/**
 * One service's wish about the tag of others.
 *
 * @param tag the tag
 * @param kind the wish
 * @param weight how much a {@code PREFER} or an {@code AVOID} counts, from 1 to
 * {@value #MAX_WEIGHT}; 1 for the others, for which it has no meaning
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
		weight = kind.isWish() ? weight : 1;
	}

	/**
	 * A bias of weight 1.
	 * @param tag the tag
	 * @param kind the wish
	 */
	public Bias(String tag, BiasKind kind) {
		this(tag, kind, 1);
	}

	static boolean oneForEachTag(Collection<Bias> biases) {
		return biases.stream().map(Bias::tag).distinct().count() == biases.size();
	}

}

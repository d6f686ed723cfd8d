package dev.mesh.placement.spec;

/**
 * How an instance stands to others that bear a tag. An instance never counts as its own
 * neighbour.
 */
public enum BiasKind {

	/**
	 * Only on a node with at least one instance that bears the tag. Binding.
	 */
	ALWAYS,

	/**
	 * Rather on a node with at least one instance that bears the tag. A wish with a
	 * weight.
	 */
	PREFER,

	/**
	 * Indifferent; the same as saying nothing.
	 */
	NEUTRAL,

	/**
	 * Rather on a node without instances that bear the tag. A wish with a weight, counted
	 * for each of them.
	 */
	AVOID,

	/**
	 * Only on a node without any instance that bears the tag. Binding.
	 */
	NEVER;

	/**
	 * Tell whether this is a wish, which has a weight and may go unmet.
	 * @return whether it is {@link #PREFER} or {@link #AVOID}
	 */
	public boolean isWish() {
		return this == PREFER || this == AVOID;
	}

}

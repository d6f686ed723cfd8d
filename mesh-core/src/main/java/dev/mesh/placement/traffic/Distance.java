package dev.mesh.placement.traffic;

import dev.mesh.cluster.Node;

/**
 * How far apart nodes are, in the units in which calls over distance are counted.
 */
public final class Distance {

	/** From a node to itself. */
	public static final int NONE = 0;

	/** Within a zone. */
	public static final int SAME_ZONE = 1;

	/** Between zones of a region. */
	public static final int SAME_REGION = 10;

	/** Between regions, or to what is nowhere. */
	public static final int FAR = 50;

	private Distance() {
	}

	/**
	 * Return the distance between two nodes.
	 * @param one a node
	 * @param other another one, or the same
	 * @return the distance
	 */
	public static int between(Node one, Node other) {
		if (one.id().equals(other.id())) {
			return NONE;
		}
		if (!one.region().equals(other.region())) {
			return FAR;
		}
		return one.zone().equals(other.zone()) ? SAME_ZONE : SAME_REGION;
	}

}

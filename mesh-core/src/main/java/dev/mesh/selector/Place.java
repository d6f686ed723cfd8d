package dev.mesh.selector;

import dev.mesh.cluster.Node;

/**
 * Where a node is. Zones of one name in two regions are two zones.
 *
 * @param region the region
 * @param zone the failure domain within it
 */
record Place(String region, String zone) {

	static Place of(Node node) {
		return new Place(node.region(), node.zone());
	}

	boolean isNear(Place other) {
		return this.region.equals(other.region);
	}

}

package dev.mesh.placement.traffic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;

/**
 * Where nodes are, each by its position: distances without comparing names.
 */
final class Geography {

	private final Map<NodeId, Integer> positions = new HashMap<>();

	private final int[] regions;

	private final int[] zones;

	Geography(List<Node> nodes) {
		this.regions = new int[nodes.size()];
		this.zones = new int[nodes.size()];
		Map<String, Integer> regionNumbers = new HashMap<>();
		Map<List<String>, Integer> zoneNumbers = new HashMap<>();
		for (int i = 0; i < this.zones.length; i++) {
			Node node = nodes.get(i);
			this.positions.put(node.id(), i);
			this.regions[i] = regionNumbers.computeIfAbsent(node.region(), (name) -> regionNumbers.size());
			this.zones[i] = zoneNumbers.computeIfAbsent(List.of(node.region(), node.zone()),
					(name) -> zoneNumbers.size());
		}
	}

	/** The node's position, -1 for one that is not among them. */
	int position(NodeId node) {
		return this.positions.getOrDefault(node, -1);
	}

	int distance(int one, int other) {
		if (one == other) {
			return Distance.NONE;
		}
		if (this.regions[one] != this.regions[other]) {
			return Distance.FAR;
		}
		return (this.zones[one] == this.zones[other]) ? Distance.SAME_ZONE : Distance.SAME_REGION;
	}

}

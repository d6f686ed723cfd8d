package dev.mesh.placement.spec;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;

/**
 * Nodes to ask queries of.
 */
final class Nodes {

	private Nodes() {
	}

	static Node node(String name, String zone, Map<String, String> labels, Set<String> tags) {
		HostPort address = new HostPort("127.0.0.1", 7800);
		return new Node(new NodeId(1), 1, name, zone, "eu", labels, tags, 4, Role.MEMBER, address, address, Map.of());
	}

}

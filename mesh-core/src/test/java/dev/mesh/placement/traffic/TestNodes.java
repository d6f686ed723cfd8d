package dev.mesh.placement.traffic;

import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;

/**
 * Makes nodes that differ in where they are.
 */
public final class TestNodes {

	private TestNodes() {
	}

	public static Node node(long id, String region, String zone) {
		return new Node(new NodeId(id), 1, "node-" + id, zone, region, Map.of(), Set.of(), 4, Role.MEMBER,
				new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of());
	}

}

package dev.mesh.cluster.membership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * Makes nodes out of known ones: copies that differ in one thing, and, of nodes that do
 * not differ, the known ones themselves.
 */
final class Nodes {

	private Nodes() {
	}

	static Node as(Node node, long incarnation) {
		return new Node(node.id(), incarnation, node.name(), node.zone(), node.region(), node.labels(), node.tags(),
				node.capacity(), node.role(), node.clusterAddress(), node.rpcAddress(), node.contracts());
	}

	/**
	 * Return nodes as they are known: what has not changed is the same object, so that
	 * whoever compares many sees it at a glance.
	 */
	static List<Node> known(View known, List<Node> nodes) {
		Map<NodeId, Node> byId = new HashMap<>();
		known.members().forEach((node) -> byId.put(node.id(), node));
		return nodes.stream().map((node) -> {
			Node before = byId.get(node.id());
			return node.equals(before) ? before : node;
		}).toList();
	}

	static Node at(Node node, HostPort clusterAddress) {
		return new Node(node.id(), node.incarnation(), node.name(), node.zone(), node.region(), node.labels(),
				node.tags(), node.capacity(), node.role(), clusterAddress, node.rpcAddress(), node.contracts());
	}

}

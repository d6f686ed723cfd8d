package dev.mesh.cluster.membership;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;

/**
 * Copies of a node that differ in one thing.
 */
final class Nodes {

	private Nodes() {
	}

	static Node as(Node node, long incarnation) {
		return new Node(node.id(), incarnation, node.name(), node.zone(), node.region(), node.labels(), node.tags(),
				node.capacity(), node.role(), node.clusterAddress(), node.rpcAddress(), node.contracts());
	}

	static Node at(Node node, HostPort clusterAddress) {
		return new Node(node.id(), node.incarnation(), node.name(), node.zone(), node.region(), node.labels(),
				node.tags(), node.capacity(), node.role(), clusterAddress, node.rpcAddress(), node.contracts());
	}

}

package dev.mesh.cluster.membership;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;

/**
 * One incarnation of a node.
 *
 * @param id the node
 * @param incarnation the incarnation
 */
record MemberKey(NodeId id, long incarnation) {

	static MemberKey of(Node node) {
		return new MemberKey(node.id(), node.incarnation());
	}

}

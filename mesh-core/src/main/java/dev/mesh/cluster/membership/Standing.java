package dev.mesh.cluster.membership;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * What this node knows at one moment, for threads other than the membership thread.
 *
 * @param self this node
 * @param view the view
 * @param addresses where the members of the view are reached
 * @param member whether this node is one of them
 */
record Standing(Node self, View view, Map<NodeId, PeerAddress> addresses, boolean member) {

	Standing {
		addresses = Map.copyOf(addresses);
	}

	@Nullable PeerAddress addressOf(NodeId node) {
		return this.addresses.get(node);
	}

	Envelope envelope(Body body) {
		return new Envelope(this.self.id(), this.self.incarnation(), this.view.number(), this.view.epoch(), body);
	}

	Standing with(Node self, boolean member) {
		return new Standing(self, this.view, this.addresses, member);
	}

}

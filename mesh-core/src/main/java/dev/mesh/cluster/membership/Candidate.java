package dev.mesh.cluster.membership;

import java.util.List;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Hello;

/**
 * A peer that could be in the next view, as it last described itself.
 *
 * @param address where it is reached
 * @param node who it is
 * @param member whether this incarnation has been in a published view
 * @param number the number of the view it has
 * @param epoch the epoch of the view it has
 * @param leader who leads the view it has
 * @param view the members of the view it has, in order
 */
record Candidate(PeerAddress address, Node node, boolean member, long number, long epoch, NodeId leader,
		List<MemberKey> view) {

	static Candidate of(PeerAddress address, Envelope envelope, Hello hello) {
		return new Candidate(address, hello.node(), hello.member(), envelope.number(), envelope.epoch(), hello.leader(),
				hello.view());
	}

	static Candidate of(PeerAddress address, Node node, View view) {
		return of(address, node, view, keys(view));
	}

	static Candidate of(PeerAddress address, Node node, View view, List<MemberKey> keys) {
		return new Candidate(address, node, true, view.number(), view.epoch(), view.coordinator(), keys);
	}

	static List<MemberKey> keys(View view) {
		return view.members().stream().map(MemberKey::of).toList();
	}

	MemberKey key() {
		return MemberKey.of(this.node);
	}

}

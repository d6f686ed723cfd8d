package dev.mesh.rpc.wire;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.rpc.wire.Refusal.Code;

/**
 * Decides about a {@link Hello}.
 *
 * @param clusterName our cluster
 */
record HandshakeRules(String clusterName) {

	/**
	 * Judge a peer by what it says and what we know.
	 * @param hello what it says
	 * @param itsView the number of its view
	 * @param self this node
	 * @param view our view
	 * @return the verdict
	 */
	Verdict judge(Hello hello, long itsView, Node self, View view) {
		if (hello.minVersion() > Hello.VERSION || hello.maxVersion() < Hello.VERSION) {
			return refuse(Code.VERSION,
					"the peer speaks protocol versions %d to %d and this node %d: upgrade the older one"
						.formatted(hello.minVersion(), hello.maxVersion(), Hello.VERSION));
		}
		if (!hello.cluster().equals(this.clusterName)) {
			return refuse(Code.WRONG_CLUSTER,
					"the peer is of cluster '%s' and this node of '%s': correct its cluster name"
						.formatted(hello.cluster(), this.clusterName));
		}
		if (!hello.target().equals(self.id()) || hello.targetIncarnation() != self.incarnation()) {
			return refuse(Code.WRONG_NODE, "the peer means node %s incarnation %d and this is %s incarnation %d"
				.formatted(hello.target(), hello.targetIncarnation(), self.id(), self.incarnation()));
		}
		return judgeMembership(hello, itsView, view);
	}

	private static Verdict judgeMembership(Hello hello, long itsView, View view) {
		Node peer = view.find(hello.node());
		if (peer != null && peer.incarnation() == hello.incarnation()) {
			return new Accepted(peer);
		}
		Refused refused = refuse(Code.NOT_A_MEMBER, "node %s incarnation %d is not a member in view %d"
			.formatted(hello.node(), hello.incarnation(), view.number()));
		return (itsView > view.number()) ? new Undecided(refused) : refused;
	}

	private static Refused refuse(Code code, String message) {
		return new Refused(new Refusal(code, message));
	}

	/**
	 * What becomes of a peer.
	 */
	sealed interface Verdict {

	}

	/**
	 * The peer is a member.
	 *
	 * @param peer the member
	 */
	record Accepted(Node peer) implements Verdict {

	}

	/**
	 * The peer knows a newer view, which may have it: to be judged again when our view
	 * changes.
	 *
	 * @param otherwise what to answer if that takes too long
	 */
	record Undecided(Refused otherwise) implements Verdict {

	}

	/**
	 * The peer gets nothing.
	 *
	 * @param refusal what to answer
	 */
	record Refused(Refusal refusal) implements Verdict {

	}

}

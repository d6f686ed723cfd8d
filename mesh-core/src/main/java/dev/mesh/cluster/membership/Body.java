package dev.mesh.cluster.membership;

import java.util.List;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * What peers tell each other.
 */
sealed interface Body {

	/**
	 * To the view maker: who the sender is and the view it has.
	 *
	 * @param node the sender
	 * @param member whether this incarnation has been in a published view
	 * @param leader who leads the sender's view
	 * @param view the members of the sender's view, in order
	 */
	record Hello(Node node, boolean member, NodeId leader, List<MemberKey> view) implements Body {

		public Hello {
			view = List.copyOf(view);
		}

	}

	/**
	 * From the view maker: a new view.
	 *
	 * @param view the view
	 * @param addresses where each of its members is reached, in the same order
	 */
	record Announcement(View view, List<PeerAddress> addresses) implements Body {

		public Announcement {
			addresses = List.copyOf(addresses);
			if (addresses.size() != view.members().size()) {
				throw new IllegalArgumentException(
						view.members().size() + " members but " + addresses.size() + " addresses");
			}
		}

	}

	/**
	 * From the view maker: the name is taken.
	 *
	 * @param holder the cluster address of the live node that has it
	 */
	record Refusal(HostPort holder) implements Body {

	}

	/**
	 * This incarnation is not in the sender's view.
	 *
	 * @param excluded the incarnation
	 * @param grouped whether the sender's transport counts the receiver in, so that it
	 * need not connect anew to come back
	 */
	record Exclusion(MemberKey excluded, boolean grouped) implements Body {

	}

	/**
	 * Asks whether the sender is still in the receiver's view.
	 */
	record Check() implements Body {

	}

	/**
	 * It is.
	 */
	record StillMember() implements Body {

	}

	/**
	 * A message of another part of the node.
	 *
	 * @param subject what it is about
	 * @param payload the message
	 */
	@SuppressWarnings("ArrayRecordComponent") // handed on untouched, never compared
	record Application(Messaging.Subject subject, byte[] payload) implements Body {

	}

}

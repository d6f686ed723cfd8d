package dev.mesh.cluster.membership;

import java.util.List;

import dev.mesh.cluster.HostPort;

/**
 * The peers that reach each other, as the transport sees them.
 *
 * @param generation counts this node's connections; what belongs to an older one is void
 * @param self this node's address
 * @param clusterAddress where this node listens
 * @param members all peers, this node included; the first one makes views
 * @param merge whether groups that were apart have met
 */
public record LinkView(long generation, PeerAddress self, HostPort clusterAddress, List<PeerAddress> members,
		boolean merge) {

	public LinkView {
		members = List.copyOf(members);
	}

	PeerAddress maker() {
		return this.members.get(0);
	}

	boolean isMaker() {
		return maker().equals(this.self);
	}

}

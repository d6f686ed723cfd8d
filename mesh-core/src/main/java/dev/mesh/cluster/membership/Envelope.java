package dev.mesh.cluster.membership;

import dev.mesh.cluster.NodeId;

/**
 * A message with what fences it: who sent it, as which incarnation, and which view it
 * had.
 *
 * @param sender the sending node
 * @param incarnation its incarnation
 * @param number the number of its view
 * @param epoch the epoch of its view
 * @param body what it says
 */
record Envelope(NodeId sender, long incarnation, long number, long epoch, Body body) {

	MemberKey key() {
		return new MemberKey(this.sender, this.incarnation);
	}

}

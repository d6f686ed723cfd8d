package dev.mesh.cluster.membership;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.membership.Body.Application;

/**
 * A message of another part of the node and whom it is for.
 *
 * @param to the receiver, {@code null} for all other members
 * @param message the message
 */
record Parcel(@Nullable NodeId to, Application message) {

	/**
	 * Send to those of the receivers that are in the view, if this node is.
	 * @param standing what this node knows now
	 * @param way sends a message to an address
	 */
	void dispatch(Standing standing, BiConsumer<PeerAddress, byte[]> way) {
		if (!standing.member()) {
			return;
		}
		byte[] bytes = EnvelopeFormat.encode(standing.envelope(this.message));
		standing.addresses().forEach((node, address) -> {
			if ((this.to != null) ? node.equals(this.to) : !node.equals(standing.self().id())) {
				way.accept(address, bytes);
			}
		});
	}

}

package dev.mesh.placement;

import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.NodeId;

/**
 * Sends what placement has to say. Owned by placement's thread.
 */
final class Outbox {

	private final Messaging messaging;

	Outbox(Messaging messaging) {
		this.messaging = messaging;
	}

	void send(NodeId to, PlacementMessage message) {
		this.messaging.send(to, Messaging.Subject.PLACEMENT, PlacementFormat.encode(message));
	}

	/**
	 * Send what is told again: plans carry epochs, and neither order nor loss matters.
	 */
	void mend(NodeId to, PlacementMessage message) {
		this.messaging.sendOnce(to, Messaging.Subject.PLACEMENT, PlacementFormat.encode(message));
	}

	/**
	 * Tell all members what is told again.
	 */
	void broadcastOnce(PlacementMessage message) {
		this.messaging.broadcastOnce(Messaging.Subject.PLACEMENT, PlacementFormat.encode(message));
	}

	/**
	 * Tell all members.
	 * @throws IllegalArgumentException if the message is too long
	 */
	void broadcast(byte[] message) {
		this.messaging.broadcast(Messaging.Subject.PLACEMENT, message);
	}

}

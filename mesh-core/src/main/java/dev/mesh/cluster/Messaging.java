package dev.mesh.cluster;

/**
 * Small control messages between members over the membership channel. Calls do not go
 * this way. What a node sends carries its incarnation and view number; a receiver drops
 * what comes from a sender that is not in its view.
 * <p>
 * There are two ways, which share neither queue nor window: messages are sent again until
 * they arrive, in order per sender, or they are sent once. What is told regularly to find
 * and mend differences goes the second way, so that it still works when the first does
 * not.
 */
public interface Messaging {

	/**
	 * Send to one member; does nothing if it is not in the view.
	 * @param to the receiver
	 * @param subject what the message is about
	 * @param payload the message, at most 1 MiB
	 */
	void send(NodeId to, Subject subject, byte[] payload);

	/**
	 * Send to all other members.
	 * @param subject what the message is about
	 * @param payload the message, at most 1 MiB
	 */
	void broadcast(Subject subject, byte[] payload);

	/**
	 * Send to one member once; it may be lost, or overtake what was sent before. Does
	 * nothing if the receiver is not in the view.
	 * @param to the receiver
	 * @param subject what the message is about
	 * @param payload the message, at most 1 MiB
	 */
	void sendOnce(NodeId to, Subject subject, byte[] payload);

	/**
	 * Send to all other members once; it may be lost, or overtake what was sent before.
	 * @param subject what the message is about
	 * @param payload the message, at most 1 MiB
	 */
	void broadcastOnce(Subject subject, byte[] payload);

	/**
	 * Set the one receiver of a subject. It is called on the membership thread and must
	 * hand off what takes time.
	 * @param subject what the messages are about
	 * @param receiver the receiver
	 */
	void receive(Subject subject, Receiver receiver);

	/**
	 * What a message is about; the code is on the wire.
	 */
	enum Subject {

		DIRECTORY, PLACEMENT, ROUTE, CONTRACT

	}

	/**
	 * Takes messages of one subject.
	 */
	@FunctionalInterface
	interface Receiver {

		/**
		 * Take one message.
		 * @param sender the member that sent it
		 * @param payload the message
		 */
		void onMessage(Node sender, byte[] payload);

	}

}

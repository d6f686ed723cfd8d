package dev.mesh.cluster.membership;

/**
 * The transport below the membership protocol. Its methods never throw and, flow control
 * aside, never block.
 */
public interface Link {

	/**
	 * Send a control message, in order per peer and retransmitted until received; not
	 * subject to flow control.
	 * @param to the receiver
	 * @param message the message
	 */
	void send(PeerAddress to, byte[] message);

	/**
	 * Send a message once, to whoever is reached at the address, in the group or not.
	 * @param to the receiver
	 * @param message the message
	 */
	void sendOnce(PeerAddress to, byte[] message);

	/**
	 * Send a message of another part of the node, in order per peer; blocks while the
	 * receiver is slow.
	 * @param to the receiver
	 * @param message the message
	 */
	void sendApplication(PeerAddress to, byte[] message);

	/**
	 * Give the connection up without saying goodbye and make a new one, under a new
	 * address. Returns at once; the new connection shows in a {@link LinkView} with a
	 * higher generation.
	 */
	void reconnect();

}

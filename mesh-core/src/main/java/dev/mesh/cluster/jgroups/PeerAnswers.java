package dev.mesh.cluster.jgroups;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What became of the newest connection to each peer address: a node that finds itself
 * alone can then tell peers that are not there from peers that do not want it. Bounded;
 * safe for use by any thread.
 */
final class PeerAnswers {

	private static final int ADDRESSES = 1024;

	private static final String NONE = "";

	/** Whose answer is outstanding. Guarded by this. */
	private final Map<SocketAddress, Integer> asked = new HashMap<>();

	/** The reason of each refusal. Guarded by this. */
	private final Map<SocketAddress, String> refusals = new LinkedHashMap<>();

	/**
	 * A connection is about to be made.
	 * @param peer where to
	 */
	synchronized void asked(SocketAddress peer) {
		if (this.asked.size() < ADDRESSES || this.asked.containsKey(peer)) {
			this.asked.merge(peer, 1, Integer::sum);
		}
	}

	/**
	 * The peer is not there, or took the connection.
	 * @param peer who
	 */
	void settled(SocketAddress peer) {
		settle(peer, NONE);
	}

	/**
	 * The peer refused this node.
	 * @param peer who
	 * @param reason why
	 */
	void refused(SocketAddress peer, String reason) {
		settle(peer, reason);
	}

	private synchronized void settle(SocketAddress peer, String reason) {
		this.asked.computeIfPresent(peer, (address, count) -> (count > 1) ? count - 1 : null);
		if (reason.equals(NONE)) {
			this.refusals.remove(peer);
		}
		else if (this.refusals.size() < ADDRESSES) {
			this.refusals.put(peer, reason);
		}
		notifyAll();
	}

	/**
	 * Wait until no answer is outstanding.
	 * @param mostNanos the longest to wait
	 * @return the reason of each peer that refused, by its address
	 */
	synchronized Map<String, String> await(long mostNanos) throws InterruptedException {
		long deadline = System.nanoTime() + mostNanos;
		long left = mostNanos;
		while (!this.asked.isEmpty() && left > 0) {
			TimeUnit.NANOSECONDS.timedWait(this, left);
			left = deadline - System.nanoTime();
		}
		Map<String, String> reasons = new LinkedHashMap<>();
		this.refusals.forEach((peer, reason) -> reasons.put(text(peer), reason));
		return reasons;
	}

	private static String text(SocketAddress peer) {
		return (peer instanceof InetSocketAddress address) ? address.getHostString() + ":" + address.getPort()
				: peer.toString();
	}

}

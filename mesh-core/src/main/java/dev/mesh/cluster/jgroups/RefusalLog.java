package dev.mesh.cluster.jgroups;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jgroups.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs frames that were refused, once per peer and minute. Safe for use by any thread.
 */
final class RefusalLog {

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int MAX_PEERS = 256;

	private final Map<String, Long> last = new ConcurrentHashMap<>();

	void refused(Address peer, String reason) {
		long now = System.nanoTime();
		// By host: a stranger has a new port each time.
		String host = host(peer);
		Long previous = this.last.get(host);
		if (previous != null && now - previous < INTERVAL_NANOS) {
			return;
		}
		if (this.last.size() >= MAX_PEERS) {
			this.last.clear();
		}
		this.last.put(host, now);
		logger.warn("refused a frame from {}: {}. The connection is closed; see who connects from there.", peer,
				reason);
	}

	private static String host(Address peer) {
		String text = peer.toString();
		int port = text.lastIndexOf(':');
		return (port > 0) ? text.substring(0, port) : text;
	}

}

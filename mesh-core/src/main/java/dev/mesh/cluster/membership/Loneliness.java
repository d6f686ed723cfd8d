package dev.mesh.cluster.membership;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.cluster.HostPort;

/**
 * Says, ever more rarely, that a node which knows of peers has not found any.
 */
final class Loneliness {

	private static final Logger logger = LoggerFactory.getLogger(Loneliness.class);

	private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(5);

	private final List<HostPort> peers;

	private long delay = FIRST_NANOS;

	private long since;

	private boolean alone;

	Loneliness(List<HostPort> peers) {
		this.peers = peers;
	}

	void observe(int members, HostPort self, long now) {
		List<HostPort> others = this.peers.stream().filter((peer) -> !peer.equals(self)).toList();
		if (members != 1 || others.isEmpty()) {
			this.alone = false;
			this.delay = FIRST_NANOS;
		}
		else if (!this.alone) {
			this.alone = true;
			this.since = now;
		}
		else if (now - this.since >= this.delay) {
			logger.info("no peer of {} answers yet; running alone and trying on", others);
			this.since = now;
			this.delay = Math.min(this.delay * 2, MAX_NANOS);
		}
	}

}

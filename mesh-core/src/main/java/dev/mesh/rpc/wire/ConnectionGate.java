package dev.mesh.rpc.wire;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many connections are open, and how many of them by peers that have not
 * proven themselves. When there are too many of the latter the oldest goes: a member
 * proves itself in milliseconds, a stranger that only waits cannot keep members out. Safe
 * for use by any thread.
 */
final class ConnectionGate {

	private final int maxConnections;

	private final int maxUnproven;

	private final Set<Channel> unproven = new LinkedHashSet<>();

	private final Set<Channel> proven = new HashSet<>();

	ConnectionGate(int maxConnections, int maxUnproven) {
		this.maxConnections = maxConnections;
		this.maxUnproven = maxUnproven;
	}

	/**
	 * Let a connection in.
	 * @param channel the new connection
	 * @return the connection that has to go for it, perhaps itself, or {@code null}
	 */
	synchronized @Nullable Channel enter(Channel channel) {
		boolean full = this.proven.size() + this.unproven.size() >= this.maxConnections;
		if (full && this.unproven.isEmpty()) {
			return channel;
		}
		Channel evicted = null;
		if (full || this.unproven.size() >= this.maxUnproven) {
			evicted = this.unproven.iterator().next();
			this.unproven.remove(evicted);
		}
		this.unproven.add(channel);
		return evicted;
	}

	/**
	 * Count a connection among the proven ones, unless it was evicted meanwhile.
	 * @param channel the connection
	 */
	synchronized void prove(Channel channel) {
		if (this.unproven.remove(channel)) {
			this.proven.add(channel);
		}
	}

	synchronized void leave(Channel channel) {
		this.unproven.remove(channel);
		this.proven.remove(channel);
	}

}

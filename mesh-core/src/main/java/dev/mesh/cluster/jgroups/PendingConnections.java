package dev.mesh.cluster.jgroups;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The connections that have not proven themselves yet, oldest first. When there are too
 * many, the oldest of the address with the most gives way to the newcomer: an honest peer
 * is through in milliseconds, so who has waited longest is the likeliest to be silent on
 * purpose. Refusing the newcomer instead would let silent peers lock the door.
 */
final class PendingConnections {

	private final int max;

	private final int maxPerAddress;

	/** Guarded by itself. */
	private final Set<AcceptedSocket> pending = new LinkedHashSet<>();

	PendingConnections(GuardOptions options) {
		this.max = options.maxPending();
		this.maxPerAddress = options.maxPendingPerAddress();
	}

	/**
	 * Add a connection.
	 * @param newcomer the connection
	 * @return the one that has to go, if any; it is no longer pending
	 */
	@Nullable AcceptedSocket add(AcceptedSocket newcomer) {
		synchronized (this.pending) {
			AcceptedSocket displaced = null;
			if (count(newcomer.address()) >= this.maxPerAddress) {
				displaced = oldest(newcomer.address());
			}
			else if (this.pending.size() >= this.max) {
				displaced = oldest(busiestAddress());
			}
			this.pending.add(newcomer);
			return displaced;
		}
	}

	/**
	 * Take a connection out.
	 * @param socket the connection
	 * @return false if it had been taken out or displaced before
	 */
	boolean remove(AcceptedSocket socket) {
		synchronized (this.pending) {
			return this.pending.remove(socket);
		}
	}

	List<AcceptedSocket> removeAll() {
		synchronized (this.pending) {
			List<AcceptedSocket> all = new ArrayList<>(this.pending);
			this.pending.clear();
			return all;
		}
	}

	private long count(InetAddress address) {
		return this.pending.stream().filter((socket) -> socket.address().equals(address)).count();
	}

	private InetAddress busiestAddress() {
		return this.pending.stream()
			.collect(Collectors.groupingBy(AcceptedSocket::address, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Comparator.comparingLong(Map.Entry::getValue))
			.orElseThrow()
			.getKey();
	}

	private AcceptedSocket oldest(InetAddress address) {
		AcceptedSocket oldest = this.pending.stream()
			.filter((socket) -> socket.address().equals(address))
			.findFirst()
			.orElseThrow();
		this.pending.remove(oldest);
		return oldest;
	}

}

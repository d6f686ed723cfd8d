package dev.mesh.cluster.jgroups;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jgroups.Address;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.TP;
import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;

/**
 * Joins nodes of one JVM without sockets, for tests: the same membership code over a
 * network that can be cut between nodes and healed. Nodes are named as in their options.
 * Safe for use by any thread.
 */
public final class InProcessNetwork extends ClusterTransport {

	private static final AtomicLong NETWORKS = new AtomicLong();

	private final String suffix = "@in-process-" + NETWORKS.incrementAndGet();

	private final Map<Address, LoopbackTransport> attached = new ConcurrentHashMap<>();

	// Which side of the cut a node is on; nodes that are not named are on side 0.
	private volatile Map<String, Integer> sides = Map.of();

	private final Set<String> isolated = ConcurrentHashMap.newKeySet();

	private final LongAdder carriedBytes = new LongAdder();

	/**
	 * Cut the network into sides. Nodes on different sides lose each other; those that
	 * are in none of them form one more.
	 * @param parts the names of the nodes on each side
	 */
	public void partition(List<Set<String>> parts) {
		cut(parts);
		suspectUnreachable();
	}

	/**
	 * Cut the network as a cable is: no socket closes.
	 */
	void cut(List<Set<String>> parts) {
		Map<String, Integer> next = new ConcurrentHashMap<>();
		for (int i = 0; i < parts.size(); i++) {
			int side = i + 1;
			parts.get(i).forEach((node) -> next.put(node, side));
		}
		this.sides = next;
	}

	/**
	 * Join all sides again.
	 */
	public void heal() {
		this.sides = Map.of();
		this.isolated.clear();
	}

	/**
	 * Cut one node off from all others, as if it hung or its cable was pulled.
	 * @param node the node's name
	 */
	public void isolate(String node) {
		this.isolated.add(node);
		suspectUnreachable();
	}

	/**
	 * Return how much membership and all that goes with it have sent from node to node so
	 * far. What goes to several nodes counts for each, as it would over sockets; what was
	 * cut off does not count.
	 * @return bytes, without those of sockets and TLS
	 */
	public long carriedBytes() {
		return this.carriedBytes.sum();
	}

	void carried(int bytes) {
		this.carriedBytes.add(bytes);
	}

	private void suspectUnreachable() {
		for (LoopbackTransport from : attached()) {
			for (LoopbackTransport to : attached()) {
				if (from != to && !connects(from.node(), to.node())) {
					from.lost(to.getAddress());
				}
			}
		}
	}

	boolean connects(Address from, Address to) {
		LoopbackTransport sender = this.attached.get(from);
		LoopbackTransport receiver = this.attached.get(to);
		return sender != null && receiver != null && connects(sender.node(), receiver.node());
	}

	private boolean connects(String from, String to) {
		if (from.equals(to)) {
			return true;
		}
		Map<String, Integer> current = this.sides;
		return current.getOrDefault(from, 0).equals(current.getOrDefault(to, 0)) && !this.isolated.contains(from)
				&& !this.isolated.contains(to);
	}

	void attach(LoopbackTransport transport) {
		this.attached.put(transport.getAddress(), transport);
	}

	@Nullable LoopbackTransport find(Address address) {
		return this.attached.get(address);
	}

	Collection<LoopbackTransport> attached() {
		return this.attached.values();
	}

	// Nodes that still have the address in their view notice that it has gone, as they
	// would by its socket. One that left properly is in nobody's view any more.
	void detach(LoopbackTransport transport) {
		Address address = transport.getAddress();
		if (this.attached.remove(address, transport)) {
			attached().forEach((other) -> other.lost(address));
		}
	}

	@Override
	TP protocol(ClusterOptions options, @Nullable HostPort previous) {
		return new LoopbackTransport(this, options.name());
	}

	@Override
	Discovery discovery(ClusterOptions options, KnownPeers peers) {
		return new SHARED_LOOPBACK_PING();
	}

	@Override
	String groupName(ClusterOptions options) {
		return options.clusterName() + this.suffix;
	}

}

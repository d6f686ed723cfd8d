package dev.mesh.placement.solver;

import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.placement.spec.NodeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The rules that depend on the service and the host alone, whatever else is placed.
 * Services mostly share their offering nodes and their condition, so each distinct one is
 * looked at once.
 */
final class StaticRules {

	private final List<Host> hosts;

	private final Assignment current;

	private final Map<NodeId, Integer> hostIndex;

	/** The hosts that take instances. */
	private final BitSet open = new BitSet();

	/** The hosts that keep instances and take none. */
	private final BitSet cordoned = new BitSet();

	private final IdentityHashMap<Set<NodeId>, BitSet> offering = new IdentityHashMap<>();

	private final Map<String, BitSet> matching = new HashMap<>();

	private final Map<Kind, Pool> shared = new HashMap<>();

	private int pools;

	StaticRules(List<Host> hosts, Map<NodeId, Integer> hostIndex, Assignment current) {
		this.hosts = hosts;
		this.hostIndex = hostIndex;
		this.current = current;
		for (int host = 0; host < hosts.size(); host++) {
			boolean member = hosts.get(host).node().role() == Role.MEMBER;
			this.open.set(host, member && hosts.get(host).mode() == Host.Mode.OPEN);
			this.cordoned.set(host, member && hosts.get(host).mode() == Host.Mode.CORDONED);
		}
	}

	/**
	 * Return where instances of a service may be. What is already on a closed host may
	 * stay there, and counts for no more than that.
	 */
	Pool pool(Wanted wanted) {
		BitSet suitable = (BitSet) offered(wanted).clone();
		suitable.and(matches(wanted.spec().where()));
		BitSet taking = (BitSet) suitable.clone();
		taking.and(this.open);
		BitSet keeping = (BitSet) suitable.clone();
		keeping.and(this.cordoned);
		for (NodeId barred : wanted.barred().keySet()) {
			Integer host = this.hostIndex.get(barred);
			if (host != null && taking.get(host)) {
				taking.clear(host);
				keeping.set(host);
			}
		}
		boolean keeps = keeping.stream().anyMatch((host) -> currentCount(wanted, host) > 0);
		return keeps ? pool(wanted, taking, keeping) : this.shared.computeIfAbsent(new Kind(taking, perNode(wanted)),
				(kind) -> pool(wanted, taking, keeping));
	}

	private Pool pool(Wanted wanted, BitSet taking, BitSet keeping) {
		int perNode = perNode(wanted);
		int[] limit = new int[this.hosts.size()];
		taking.stream().forEach((host) -> limit[host] = perNode);
		keeping.stream().forEach((host) -> limit[host] = Math.min(perNode, currentCount(wanted, host)));
		return new Pool(this.pools++, limit);
	}

	/** Returns how many different pools there are so far. */
	int pools() {
		return this.pools;
	}

	/**
	 * Return the first rule that keeps every instance of a service off a host.
	 * @return the rule, or {@code null} if some instance may be there
	 */
	@Nullable Rule firstBroken(Wanted wanted, Host host) {
		Node node = host.node();
		boolean runs = currentCount(wanted, node) > 0;
		if (node.role() != Role.MEMBER) {
			return Rule.OBSERVER;
		}
		if (!wanted.offered().contains(node.id())) {
			return Rule.NOT_OFFERED;
		}
		if (host.mode() == Host.Mode.DRAINING) {
			return Rule.DRAINING;
		}
		if (host.mode() == Host.Mode.CORDONED && !runs) {
			return Rule.CORDONED;
		}
		if (wanted.barred().containsKey(node.id()) && !runs) {
			return Rule.FAILED_TO_START;
		}
		return wanted.spec().where().matches(node) ? null : Rule.WHERE;
	}

	/**
	 * Return the rule that ends what a host on which some instances may be can have.
	 */
	Rule limiting(Wanted wanted, Host host) {
		if (currentCount(wanted, host.node()) < perNode(wanted)) {
			if (host.mode() == Host.Mode.CORDONED) {
				return Rule.CORDONED;
			}
			if (wanted.barred().containsKey(host.node().id())) {
				return Rule.FAILED_TO_START;
			}
		}
		return Rule.MAX_PER_NODE;
	}

	/** One that runs everywhere runs once on each node. */
	static int perNode(Wanted wanted) {
		return wanted.spec().replicas().isAll() ? 1 : wanted.spec().maxPerNode();
	}

	private int currentCount(Wanted wanted, Node node) {
		return this.current.count(wanted.spec().service(), node.id());
	}

	private int currentCount(Wanted wanted, int host) {
		return currentCount(wanted, this.hosts.get(host).node());
	}

	private BitSet offered(Wanted wanted) {
		return this.offering.computeIfAbsent(wanted.offered(), (nodes) -> {
			BitSet offered = new BitSet();
			for (NodeId node : nodes) {
				Integer host = this.hostIndex.get(node);
				if (host != null) {
					offered.set(host);
				}
			}
			return offered;
		});
	}

	private BitSet matches(NodeQuery query) {
		return this.matching.computeIfAbsent(query.toString(), (text) -> {
			BitSet matches = new BitSet();
			for (int host = 0; host < this.hosts.size(); host++) {
				matches.set(host, query.matches(this.hosts.get(host).node()));
			}
			return matches;
		});
	}

	/**
	 * What services have in common that share a pool.
	 *
	 * @param taking the hosts that take instances
	 * @param perNode the most on each
	 */
	private record Kind(BitSet taking, int perNode) {

	}

}

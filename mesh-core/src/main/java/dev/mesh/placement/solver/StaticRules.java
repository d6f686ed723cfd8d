package dev.mesh.placement.solver;

import java.util.Arrays;
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

	private final IdentityHashMap<Set<NodeId>, boolean[]> offering = new IdentityHashMap<>();

	private final Map<String, boolean[]> matching = new HashMap<>();

	StaticRules(List<Host> hosts, Map<NodeId, Integer> hostIndex, Assignment current) {
		this.hosts = hosts;
		this.hostIndex = hostIndex;
		this.current = current;
	}

	/**
	 * Return how many instances each host can have at most, 0 where a rule is broken.
	 * What is already on a closed host may stay there, and counts for no more than that.
	 */
	int[] limits(Wanted wanted) {
		int perNode = perNode(wanted);
		int[] limits = new int[this.hosts.size()];
		boolean[] offered = offered(wanted);
		boolean[] matches = matches(wanted.spec().where());
		for (int host = 0; host < limits.length; host++) {
			Host candidate = this.hosts.get(host);
			if (offered[host] && matches[host] && candidate.node().role() == Role.MEMBER) {
				limits[host] = switch (candidate.mode()) {
					case OPEN -> perNode;
					case CORDONED -> Math.min(perNode, currentCount(wanted, candidate.node()));
					case DRAINING -> 0;
				};
			}
		}
		for (NodeId barred : wanted.barred().keySet()) {
			Integer host = this.hostIndex.get(barred);
			if (host != null) {
				limits[host] = Math.min(limits[host], currentCount(wanted, this.hosts.get(host).node()));
			}
		}
		return limits;
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
	private static int perNode(Wanted wanted) {
		return wanted.spec().replicas().isAll() ? 1 : wanted.spec().maxPerNode();
	}

	private int currentCount(Wanted wanted, Node node) {
		return this.current.count(wanted.spec().service(), node.id());
	}

	private boolean[] offered(Wanted wanted) {
		return this.offering.computeIfAbsent(wanted.offered(), (nodes) -> {
			boolean[] offered = new boolean[this.hosts.size()];
			for (NodeId node : nodes) {
				Integer host = this.hostIndex.get(node);
				if (host != null) {
					offered[host] = true;
				}
			}
			return offered;
		});
	}

	private boolean[] matches(NodeQuery query) {
		return this.matching.computeIfAbsent(query.toString(), (text) -> {
			boolean[] matches = new boolean[this.hosts.size()];
			if (query == NodeQuery.ANY) {
				Arrays.fill(matches, true);
				return matches;
			}
			for (int host = 0; host < matches.length; host++) {
				matches[host] = query.matches(this.hosts.get(host).node());
			}
			return matches;
		});
	}

}

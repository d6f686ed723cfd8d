package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;

/**
 * A plan in the making: who hosts what so far, and how full that makes each node. Used by
 * one thread, for one plan.
 */
final class Spread {

	/** What a node without a usable capacity counts as: the last resort. */
	private static final double LEAST_CAPACITY = 1e-6;

	/** All nodes that can host anything, by name: the order that settles ties. */
	private final List<Node> nodes;

	private final Assignment current;

	private final Map<ServiceId, List<Node>> hosts = new HashMap<>();

	private final Map<ServiceId, Set<NodeId>> assignments = new TreeMap<>();

	private final Map<NodeId, Integer> counts = new HashMap<>();

	private final Set<NodeId> idle = new HashSet<>();

	Spread(Problem problem) {
		this.nodes = problem.hosts()
			.stream()
			.filter((host) -> host.node().role() == Role.MEMBER && host.mode() != Host.Mode.DRAINING)
			.map(Host::node)
			.sorted(Comparator.comparing(Node::name).thenComparing(Node::id))
			.toList();
		this.current = problem.current();
		this.nodes.forEach((node) -> this.idle.add(node.id()));
		this.current.counts().values().forEach((places) -> this.idle.removeAll(places.keySet()));
		Set<NodeId> cordoned = new HashSet<>();
		problem.hosts()
			.stream()
			.filter((host) -> host.mode() == Host.Mode.CORDONED)
			.forEach((host) -> cordoned.add(host.node().id()));
		for (Wanted service : problem.services()) {
			ServiceId id = service.spec().service();
			this.hosts.put(id, this.nodes.stream().filter((node) -> {
				boolean open = !cordoned.contains(node.id()) && !service.barred().containsKey(node.id());
				return service.offered().contains(node.id()) && (open || runs(id, node));
			}).toList());
		}
	}

	List<Node> hosts(Wanted service) {
		return this.hosts.getOrDefault(service.spec().service(), List.of());
	}

	Map<ServiceId, Set<NodeId>> assignments() {
		return this.assignments;
	}

	/**
	 * Keep what runs.
	 */
	void keep(Wanted service) {
		Set<NodeId> assigned = assigned(service.spec().service());
		for (Node node : hosts(service)) {
			if (runs(service.spec().service(), node)) {
				assigned.add(node.id());
				count(node, 1);
			}
		}
	}

	/**
	 * Take away what is no longer wanted where nodes are fullest.
	 */
	void trim(Wanted service, int wanted) {
		Set<NodeId> assigned = assigned(service.spec().service());
		while (assigned.size() > wanted) {
			Node fullest = this.nodes.stream()
				.filter((node) -> assigned.contains(node.id()))
				.max(Comparator.comparingDouble((node) -> fullness(node, 0)))
				.orElseThrow();
			assigned.remove(fullest.id());
			count(fullest, -1);
		}
	}

	/**
	 * Add what is missing where it fills up least.
	 */
	void fill(Wanted service, int wanted) {
		Set<NodeId> assigned = assigned(service.spec().service());
		while (assigned.size() < wanted) {
			Node emptiest = hosts(service).stream()
				.filter((node) -> !assigned.contains(node.id()))
				.min(Comparator.comparingDouble((node) -> fullness(node, 1)))
				.orElseThrow();
			assigned.add(emptiest.id());
			count(emptiest, 1);
		}
	}

	/**
	 * Move as long as a move leaves its target less full than its source was. Each such
	 * move lowers the sum, over all instances, of how full they found their node, so the
	 * moves come to an end. What runs is moved only to nodes that host nothing, before or
	 * now: a plan made from the result then finds nothing left to move.
	 */
	void even() {
		boolean moved = true;
		while (moved) {
			moved = moveOne();
		}
	}

	private boolean moveOne() {
		List<Node> emptiestFirst = new ArrayList<>(this.nodes);
		emptiestFirst.sort(Comparator.comparingDouble((node) -> fullness(node, 1)));
		List<Node> fullestFirst = new ArrayList<>(this.nodes);
		fullestFirst.sort(Comparator.comparingDouble((node) -> -fullness(node, 0)));
		for (Node from : fullestFirst) {
			for (Node to : emptiestFirst) {
				if (fullness(to, 1) >= fullness(from, 0)) {
					break;
				}
				if (moveFrom(from, to)) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean moveFrom(Node from, Node to) {
		for (Map.Entry<ServiceId, Set<NodeId>> assignment : this.assignments.entrySet()) {
			ServiceId service = assignment.getKey();
			Set<NodeId> assigned = assignment.getValue();
			boolean free = !runs(service, from) || isIdle(to);
			if (free && assigned.contains(from.id()) && !assigned.contains(to.id())
					&& this.hosts.getOrDefault(service, List.of()).contains(to)) {
				assigned.remove(from.id());
				assigned.add(to.id());
				count(from, -1);
				count(to, 1);
				return true;
			}
		}
		return false;
	}

	private boolean isIdle(Node node) {
		return this.idle.contains(node.id()) || this.counts.getOrDefault(node.id(), 0) == 0;
	}

	private boolean runs(ServiceId service, Node node) {
		return this.current.count(service, node.id()) > 0;
	}

	private Set<NodeId> assigned(ServiceId service) {
		return this.assignments.computeIfAbsent(service, (id) -> new HashSet<>());
	}

	private void count(Node node, int more) {
		this.counts.merge(node.id(), more, Integer::sum);
	}

	private double fullness(Node node, int more) {
		double capacity = (node.capacity() > 0) ? node.capacity() : LEAST_CAPACITY;
		return (this.counts.getOrDefault(node.id(), 0) + more) / capacity;
	}

}

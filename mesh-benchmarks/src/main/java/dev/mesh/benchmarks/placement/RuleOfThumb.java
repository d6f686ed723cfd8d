package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;

/**
 * Places at random where there is room, one instance on a node, as someone might who has
 * not heard of biases.
 */
final class RuleOfThumb {

	private final List<Host> hosts;

	private final List<Wanted> services;

	private final Draw draw;

	private final Map<NodeId, Double> room = new HashMap<>();

	RuleOfThumb(List<Host> hosts, List<Wanted> services, Draw draw) {
		this.hosts = hosts;
		this.services = services;
		this.draw = draw;
		hosts.forEach((host) -> this.room.put(host.node().id(), host.node().capacity()));
	}

	Assignment assignment() {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		for (Wanted service : this.services) {
			Map<NodeId, Integer> nodes = new HashMap<>();
			for (NodeId node : this.draw.some(candidates(service), service.target())) {
				nodes.put(node, 1);
				this.room.merge(node, -service.spec().demand(), Double::sum);
			}
			counts.put(service.spec().service(), nodes);
		}
		return new Assignment(counts);
	}

	private List<NodeId> candidates(Wanted service) {
		Set<NodeId> offered = service.offered();
		List<NodeId> candidates = new ArrayList<>();
		for (Host host : this.hosts) {
			NodeId node = host.node().id();
			if (host.node().role() == Role.MEMBER && offered.contains(node)
					&& service.spec().where().matches(host.node())
					&& this.room.getOrDefault(node, 0.0) >= service.spec().demand()) {
				candidates.add(node);
			}
		}
		return candidates;
	}

}

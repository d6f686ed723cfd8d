package dev.mesh.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.advice.Span;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Replicas;

/**
 * What is to be planned for, as the coordinator sees it at one moment.
 *
 * @param policy what operators decided
 * @param hosts the live nodes
 * @param services the services to place
 * @param shown the instances that nodes show, whatever their status but failed
 * @param leaving the nodes that leave by themselves and wait for nobody
 * @param weights what counts how much
 * @param basis changes with everything that can ask for another goal; measurements do not
 * @param measured what nodes reported of the services
 */
record World(Policy policy, List<Host> hosts, List<Wanted> services, Assignment shown, Set<NodeId> leaving,
		Weights weights, int basis, Measured measured) {

	World(Policy policy, List<Host> hosts, List<Wanted> services, Assignment shown, Set<NodeId> leaving,
			Weights weights, int basis) {
		this(policy, hosts, services, shown, leaving, weights, basis, Measured.NOTHING);
	}

	World {
		hosts = List.copyOf(hosts);
		services = List.copyOf(services);
		leaving = Set.copyOf(leaving);
	}

	/**
	 * Return the problem of going on from what is to be live now.
	 */
	Problem problem(Assignment assignment) {
		List<Wanted> known = this.services.stream().map(this.measured::of).toList();
		List<Node> nodes = this.hosts.stream().map(Host::node).toList();
		Assignment now = current(assignment);
		return new Problem(this.hosts, known, this.measured.traffic(nodes, known, now), now,
				this.measured.weights(this.weights, new Fullness(this).part()), 0);
	}

	/**
	 * Return the same world, seen as if traffic had another say.
	 */
	World hearing(Measured.Say say) {
		return new World(this.policy, this.hosts, this.services, this.shown, this.leaving, this.weights, this.basis,
				this.measured.saying(say));
	}

	/**
	 * Return how many instances elastic services may have for the sake of their callers.
	 */
	Map<ServiceId, Span> spans() {
		Map<ServiceId, Span> spans = new TreeMap<>();
		for (Wanted wanted : this.services) {
			Replicas replicas = wanted.spec().replicas();
			if (replicas.isElastic()) {
				ServiceId service = wanted.spec().service();
				Policy.Scale scale = this.policy.scales().getOrDefault(service, Policy.Scale.NONE);
				spans.put(service, new Span(scale.within(replicas).byLoad(), replicas.max()));
			}
		}
		return spans;
	}

	/**
	 * Take away what is not there: what was on nodes that are gone, and what failed to
	 * start, which is to be tried elsewhere.
	 */
	private Assignment current(Assignment assignment) {
		Map<ServiceId, Map<NodeId, Integer>> counts = copy(assignment);
		for (Wanted wanted : this.services) {
			ServiceId service = wanted.spec().service();
			Map<NodeId, Integer> places = counts.getOrDefault(service, new TreeMap<>());
			wanted.barred().keySet().forEach((node) -> {
				int live = this.shown.count(service, node);
				places.computeIfPresent(node, (key, count) -> (live > 0) ? Math.min(count, live) : null);
			});
		}
		return new Assignment(counts);
	}

	/**
	 * Copy what an assignment has on live nodes.
	 */
	Map<ServiceId, Map<NodeId, Integer>> copy(Assignment assignment) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new TreeMap<>();
		Set<NodeId> live = modes().keySet();
		assignment.counts().forEach((service, places) -> {
			Map<NodeId, Integer> kept = new TreeMap<>(places);
			kept.keySet().retainAll(live);
			counts.put(service, kept);
		});
		return counts;
	}

	Map<NodeId, Host.Mode> modes() {
		Map<NodeId, Host.Mode> modes = new HashMap<>();
		this.hosts.forEach((host) -> modes.put(host.node().id(), host.mode()));
		return modes;
	}

}

package dev.mesh.placement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.ServiceSpecText;

/**
 * Worlds of some nodes, numbered from 1, that all offer all services.
 */
final class Worlds {

	private final Map<Integer, Host.Mode> modes = new HashMap<>();

	private final Map<Integer, String> zones = new HashMap<>();

	private final Map<String, String> specs = new HashMap<>();

	private final Set<NodeId> leaving = new HashSet<>();

	private Assignment shown = Assignment.NONE;

	Worlds nodes(int count) {
		for (int i = 1; i <= count; i++) {
			this.modes.put(i, Host.Mode.OPEN);
		}
		return this;
	}

	Worlds mode(int node, Host.Mode mode) {
		this.modes.put(node, mode);
		return this;
	}

	Worlds zone(int node, String zone) {
		this.zones.put(node, zone);
		return this;
	}

	Worlds without(int node) {
		this.modes.remove(node);
		return this;
	}

	Worlds leaving(int node) {
		this.leaving.add(new NodeId(node));
		return mode(node, Host.Mode.DRAINING);
	}

	Worlds service(String name, String spec) {
		this.specs.put(name, spec);
		return this;
	}

	Worlds shown(Assignment instances) {
		this.shown = instances;
		return this;
	}

	World world() {
		List<Host> hosts = this.modes.entrySet()
			.stream()
			.map((entry) -> new Host(node(entry.getKey()), entry.getValue(), 0))
			.toList();
		Set<NodeId> all = new HashSet<>(hosts.stream().map((host) -> host.node().id()).toList());
		List<Wanted> services = this.specs.entrySet()
			.stream()
			.map((entry) -> new Wanted(ServiceSpecText.read(service(entry.getKey()), entry.getValue()), all))
			.toList();
		return new World(Policy.NONE, hosts, services, this.shown, this.leaving, Weights.DEFAULT,
				Basis.of(hosts, services));
	}

	static ServiceId service(String name) {
		return new ServiceId(name, "1");
	}

	/**
	 * One instance of a service on each of some nodes, as many as a node is named.
	 */
	static Assignment on(String service, int... nodes) {
		return and(Assignment.NONE, service, nodes);
	}

	static Assignment and(Assignment more, String service, int... nodes) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>(more.counts());
		Map<NodeId, Integer> places = new HashMap<>();
		for (int node : nodes) {
			places.merge(new NodeId(node), 1, Integer::sum);
		}
		counts.put(service(service), places);
		return new Assignment(counts);
	}

	private Node node(int number) {
		HostPort address = new HostPort("127.0.0.1", 0);
		return new Node(new NodeId(number), 1, "node-" + number, this.zones.getOrDefault(number, "z"), "r", Map.of(),
				Set.of(), 1, Role.MEMBER, address, address, Map.of());
	}

}

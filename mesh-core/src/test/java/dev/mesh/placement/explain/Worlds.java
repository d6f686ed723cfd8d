package dev.mesh.placement.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Problems to explain, piece by piece. A node's identity is its position.
 */
final class Worlds {

	final List<Host> hosts = new ArrayList<>();

	final List<Wanted> services = new ArrayList<>();

	private final Map<ServiceId, Map<NodeId, Integer>> running = new HashMap<>();

	static ServiceId service(String name) {
		return new ServiceId(name, "1");
	}

	Worlds node(String name, String zone, double capacity) {
		return node(name, zone, capacity, Map.of(), Role.MEMBER, Host.Mode.OPEN, 0);
	}

	Worlds nodes(String... names) {
		for (String name : names) {
			node(name, "a", 4);
		}
		return this;
	}

	Worlds node(String name, String zone, double capacity, Map<String, String> labels, Role role, Host.Mode mode,
			double base) {
		HostPort address = new HostPort("127.0.0.1", 0);
		Node node = new Node(new NodeId(this.hosts.size() + 1), 1, name, zone, "r", labels, Set.of(), capacity, role,
				address, address, Map.of());
		this.hosts.add(new Host(node, mode, base));
		return this;
	}

	Worlds service(String name, int replicas) {
		return service(name, Replicas.of(replicas), (draft) -> {
		});
	}

	Worlds service(String name, int replicas, Consumer<SpecDraft> change) {
		return service(name, Replicas.of(replicas), change);
	}

	Worlds service(String name, Replicas replicas, Consumer<SpecDraft> change) {
		Set<NodeId> offered = new HashSet<>();
		this.hosts.forEach((host) -> offered.add(host.node().id()));
		this.services.add(SpecDraft.change(new Wanted(ServiceSpec.of(service(name), replicas), offered), change));
		return this;
	}

	/** A service that bears a tag. */
	Worlds tagged(String name, int replicas, String tag) {
		service(name, replicas);
		Wanted last = this.services.remove(this.services.size() - 1);
		ServiceSpec spec = last.spec();
		this.services.add(new Wanted(
				new ServiceSpec(spec.service(), spec.replicas(), Set.of(tag), spec.biases(), spec.where(),
						spec.demand(), spec.maxPerNode(), spec.maxPerZone(), spec.spread(), spec.priority()),
				last.offered()));
		return this;
	}

	/** Changes who offers the last service, and where it has failed to start. */
	Worlds only(Set<Integer> nodes, Map<Integer, String> barred) {
		Wanted last = this.services.remove(this.services.size() - 1);
		Set<NodeId> offered = new HashSet<>();
		nodes.forEach((node) -> offered.add(new NodeId(node + 1)));
		Map<NodeId, String> failures = new HashMap<>();
		barred.forEach((node, failure) -> failures.put(new NodeId(node + 1), failure));
		this.services.add(new Wanted(last.spec(), last.target(), offered, failures, last.load(), Duration.ZERO));
		return this;
	}

	Worlds runs(String service, int... nodes) {
		for (int node : nodes) {
			this.running.computeIfAbsent(service(service), (each) -> new HashMap<>())
				.merge(new NodeId(node + 1), 1, Integer::sum);
		}
		return this;
	}

	Problem problem() {
		return new Problem(this.hosts, this.services, Traffic.NONE, running(), Weights.DEFAULT, 7);
	}

	Assignment running() {
		return new Assignment(this.running);
	}

	Assignment solved() {
		return new Solver().repair(problem()).assignment();
	}

	Explanation explain(String service) {
		return new Explainer().explain(problem(), running(), service(service));
	}

	static Consumer<SpecDraft> bias(String tag, BiasKind kind) {
		return (draft) -> draft.biases = List.of(new Bias(tag, kind));
	}

	static Consumer<SpecDraft> demand(double demand) {
		return (draft) -> draft.demand = demand;
	}

	static Consumer<SpecDraft> where(String where) {
		return (draft) -> draft.where = NodeQuery.parse(where);
	}

}

package dev.mesh.placement.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * A small language for problems.
 */
final class TestWorld {

	final List<Host> hosts = new ArrayList<>();

	final List<Wanted> services = new ArrayList<>();

	final List<Traffic.Between> between = new ArrayList<>();

	final List<Traffic.Entering> entering = new ArrayList<>();

	Weights weights = Weights.DEFAULT;

	Assignment current = Assignment.NONE;

	long seed = 7;

	static NodeId nodeId(int number) {
		return new NodeId(number * 0x9E3779B97F4A7C15L);
	}

	static Node node(int number, String zone, String region, Map<String, String> labels, double capacity, Role role) {
		HostPort address = new HostPort("127.0.0.1", 0);
		return new Node(nodeId(number), 1, "node-" + number, zone, region, labels, Set.of(), capacity, role, address,
				address, Map.of());
	}

	static ServiceId service(String name) {
		return new ServiceId(name, "1");
	}

	/** Open members of capacity 100 in one zone. */
	TestWorld nodes(int count) {
		for (int i = 0; i < count; i++) {
			node("a", 100);
		}
		return this;
	}

	TestWorld node(String zone, double capacity) {
		this.hosts
			.add(new Host(node(this.hosts.size(), zone, "r", Map.of(), capacity, Role.MEMBER), Host.Mode.OPEN, 0));
		return this;
	}

	TestWorld without(int position) {
		this.hosts.remove(position);
		return this;
	}

	/** A service that every node that is there by now offers. */
	Spec service(String name, int replicas) {
		return new Spec(this, name, Replicas.of(replicas));
	}

	Spec service(String name, Replicas replicas) {
		return new Spec(this, name, replicas);
	}

	TestWorld calls(String caller, String callee, double perSecond) {
		this.between.add(new Traffic.Between(service(caller), service(callee), perSecond, 0));
		return this;
	}

	TestWorld runs(String service, int... nodes) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>(this.current.counts());
		Map<NodeId, Integer> hosts = new HashMap<>();
		for (int node : nodes) {
			hosts.merge(nodeId(node), 1, Integer::sum);
		}
		counts.put(service(service), hosts);
		this.current = new Assignment(counts);
		return this;
	}

	Problem problem() {
		return new Problem(this.hosts, this.services, new Traffic(this.between, this.entering), this.current,
				this.weights, this.seed);
	}

	/** What is asked for one service. */
	static final class Spec {

		private final TestWorld world;

		private final String name;

		private final Replicas replicas;

		private final Set<String> tags = new LinkedHashSet<>();

		private final List<Bias> biases = new ArrayList<>();

		private double demand;

		private int maxPerNode = 1;

		private int maxPerZone = ServiceSpec.UNLIMITED;

		private int priority;

		private int target;

		private Spec(TestWorld world, String name, Replicas replicas) {
			this.world = world;
			this.name = name;
			this.replicas = replicas;
			this.target = replicas.min();
		}

		Spec bias(String tag, BiasKind kind) {
			this.biases.add(new Bias(tag, kind));
			return this;
		}

		Spec tag(String tag) {
			this.tags.add(tag);
			return this;
		}

		Spec demand(double demand) {
			this.demand = demand;
			return this;
		}

		Spec maxPerNode(int max) {
			this.maxPerNode = max;
			return this;
		}

		Spec maxPerZone(int max) {
			this.maxPerZone = max;
			return this;
		}

		Spec priority(int priority) {
			this.priority = priority;
			return this;
		}

		Spec target(int target) {
			this.target = target;
			return this;
		}

		TestWorld end() {
			ServiceSpec spec = new ServiceSpec(service(this.name), this.replicas, this.tags, this.biases, NodeQuery.ANY,
					this.demand, this.maxPerNode, this.maxPerZone, Spread.ZONES, this.priority);
			Set<NodeId> offered = new LinkedHashSet<>();
			this.world.hosts.forEach((host) -> offered.add(host.node().id()));
			this.world.services.add(new Wanted(spec, this.target, offered, Map.of(), 0, Duration.ZERO));
			return this.world;
		}

	}

}

package dev.mesh.placement.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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
 * Problems drawn at random, with every feature in every combination. What is current is
 * drawn without regard to any rule.
 */
final class RandomWorlds {

	private static final List<BiasKind> KINDS = List.of(BiasKind.values());

	private final Random random;

	RandomWorlds(long seed) {
		this.random = new Random(seed);
	}

	Problem next(int maxHosts, int maxServices) {
		List<Host> hosts = hosts(1 + this.random.nextInt(maxHosts));
		List<ServiceId> names = new ArrayList<>();
		int count = 1 + this.random.nextInt(maxServices);
		for (int i = 0; i < count; i++) {
			names.add(new ServiceId("s" + i % 7, "v" + i / 7));
		}
		boolean biased = chance(0.7);
		List<Wanted> services = new ArrayList<>();
		for (ServiceId name : names) {
			services.add(service(name, hosts, names, biased));
		}
		return new Problem(hosts, services, traffic(hosts, names), current(hosts, names), weights(),
				this.random.nextLong());
	}

	/** The same problem with all its lists and maps in another order. */
	Problem shuffled(Problem problem) {
		List<Host> hosts = new ArrayList<>(problem.hosts());
		List<Wanted> services = new ArrayList<>(problem.services());
		List<Traffic.Between> between = new ArrayList<>(problem.traffic().between());
		List<Traffic.Entering> entering = new ArrayList<>(problem.traffic().entering());
		Collections.shuffle(hosts, this.random);
		Collections.shuffle(services, this.random);
		Collections.shuffle(between, this.random);
		Collections.shuffle(entering, this.random);
		services.replaceAll((wanted) -> {
			ServiceSpec spec = wanted.spec();
			List<Bias> biases = new ArrayList<>(spec.biases());
			Collections.shuffle(biases, this.random);
			ServiceSpec changed = new ServiceSpec(spec.service(), spec.replicas(), spec.tags(), biases, spec.where(),
					spec.demand(), spec.maxPerNode(), spec.maxPerZone(), spec.spread(), spec.priority());
			return new Wanted(changed, wanted.target(), new HashSet<>(wanted.offered()), wanted.barred(), wanted.load(),
					wanted.startUp());
		});
		return new Problem(hosts, services, new Traffic(between, entering), problem.current(), problem.weights(),
				problem.seed());
	}

	private boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	private int pick(int... values) {
		return values[this.random.nextInt(values.length)];
	}

	private double pick(double... values) {
		return values[this.random.nextInt(values.length)];
	}

	private List<Host> hosts(int count) {
		List<Host> hosts = new ArrayList<>();
		boolean even = chance(0.5);
		for (int i = 0; i < count; i++) {
			double capacity = even ? 3 : pick(0.0, 1, 2, 2.5, 4);
			Role role = chance(0.06) ? Role.OBSERVER : Role.MEMBER;
			Node node = TestWorld.node(i, "z" + this.random.nextInt(3), "r" + this.random.nextInt(2),
					Map.of("disk", chance(0.6) ? "ssd" : "hdd"), capacity, role);
			Host.Mode mode = chance(0.8) ? Host.Mode.OPEN : chance(0.5) ? Host.Mode.CORDONED : Host.Mode.DRAINING;
			hosts.add(new Host(node, mode, chance(0.8) ? 0 : this.random.nextDouble()));
		}
		return hosts;
	}

	private Wanted service(ServiceId name, List<Host> hosts, List<ServiceId> all, boolean biased) {
		Replicas replicas = chance(0.15) ? Replicas.ALL
				: chance(0.25) ? new Replicas(1, 3) : Replicas.of(1 + this.random.nextInt(3));
		Set<String> tags = new HashSet<>();
		for (String tag : List.of("red", "green", "blue")) {
			if (biased && chance(0.25)) {
				tags.add(tag);
			}
		}
		double demand = chance(0.4) ? 0 : pick(0.1, 0.5, 1, 1.5, 2);
		ServiceSpec spec = new ServiceSpec(name, replicas, tags, biased ? biases(all) : List.of(),
				chance(0.8) ? NodeQuery.ANY : NodeQuery.parse(chance(0.7) ? "disk=ssd" : "disk=hdd"), demand,
				pick(1, 1, 1, 2, 3), chance(0.8) ? ServiceSpec.UNLIMITED : pick(1, 2),
				chance(0.7) ? Spread.ZONES : Spread.NONE, pick(0, 0, 0, 1, 5, -2));
		Set<NodeId> offered = new HashSet<>();
		Map<NodeId, String> barred = new HashMap<>();
		for (Host host : hosts) {
			if (chance(0.9)) {
				offered.add(host.node().id());
			}
			if (chance(0.04)) {
				barred.put(host.node().id(), "port taken");
			}
		}
		return new Wanted(spec, this.random.nextInt(5), offered, barred, chance(0.7) ? 0 : this.random.nextDouble(),
				Duration.ofMillis(chance(0.5) ? 0 : this.random.nextInt(3000)));
	}

	private List<Bias> biases(List<ServiceId> all) {
		Map<String, Bias> biases = new HashMap<>();
		int count = pick(0, 0, 1, 1, 2, 3);
		for (int i = 0; i < count; i++) {
			String tag = chance(0.5) ? List.of("red", "green", "blue").get(this.random.nextInt(3))
					: all.get(this.random.nextInt(all.size())).name();
			BiasKind kind = KINDS.get(this.random.nextInt(KINDS.size()));
			biases.put(tag, new Bias(tag, kind, 1 + this.random.nextInt(3)));
		}
		return List.copyOf(biases.values());
	}

	private Traffic traffic(List<Host> hosts, List<ServiceId> names) {
		List<Traffic.Between> between = new ArrayList<>();
		List<Traffic.Entering> entering = new ArrayList<>();
		int edges = chance(0.4) ? 0 : this.random.nextInt(2 * names.size());
		for (int i = 0; i < edges; i++) {
			between.add(new Traffic.Between(names.get(this.random.nextInt(names.size())),
					names.get(this.random.nextInt(names.size())), this.random.nextInt(200),
					this.random.nextInt(1_000_000)));
			if (chance(0.3)) {
				entering.add(new Traffic.Entering(hosts.get(this.random.nextInt(hosts.size())).node().id(),
						names.get(this.random.nextInt(names.size())), this.random.nextInt(100), 0));
			}
		}
		return new Traffic(between, entering);
	}

	private Assignment current(List<Host> hosts, List<ServiceId> names) {
		if (chance(0.4)) {
			return Assignment.NONE;
		}
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		for (ServiceId name : names) {
			Map<NodeId, Integer> on = new HashMap<>();
			for (Host host : hosts) {
				if (chance(0.3)) {
					on.put(host.node().id(), pick(1, 1, 1, 2));
				}
			}
			if (chance(0.1)) {
				on.put(new NodeId(99), 1);
			}
			counts.put(name, on);
		}
		return new Assignment(counts);
	}

	private Weights weights() {
		return chance(0.6) ? Weights.DEFAULT
				: new Weights(pick(0.0, 1, 20), pick(0.0, 5), pick(0.0, 3, 100), pick(0.0, 0.1, 2), pick(0.0, 1, 5));
	}

}

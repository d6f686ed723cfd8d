package dev.mesh.placement.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * Worlds drawn at random, small enough to try everything, and tight enough that mostly
 * something does not fit.
 */
final class SmallWorlds {

	private final Random random;

	SmallWorlds(long seed) {
		this.random = new Random(seed);
	}

	Problem next() {
		Worlds worlds = new Worlds();
		int nodes = 1 + this.random.nextInt(3);
		for (int i = 0; i < nodes; i++) {
			Host.Mode mode = chance(0.85) ? Host.Mode.OPEN : chance(0.6) ? Host.Mode.CORDONED : Host.Mode.DRAINING;
			worlds.node("n" + i, chance(0.5) ? "a" : "b", 1 + this.random.nextInt(3),
					Map.of("disk", chance(0.6) ? "ssd" : "hdd"), chance(0.95) ? Role.MEMBER : Role.OBSERVER, mode, 0);
		}
		List<Wanted> services = new ArrayList<>();
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			services.add(service(i, count, worlds.hosts));
		}
		return new Problem(worlds.hosts, services, Traffic.NONE, current(worlds.hosts, services), Weights.DEFAULT,
				this.random.nextLong());
	}

	Problem shuffled(Problem problem) {
		List<Host> hosts = new ArrayList<>(problem.hosts());
		List<Wanted> services = new ArrayList<>(problem.services());
		Collections.shuffle(hosts, this.random);
		Collections.shuffle(services, this.random);
		return new Problem(hosts, services, problem.traffic(), problem.current(), problem.weights(), problem.seed());
	}

	private Wanted service(int position, int count, List<Host> hosts) {
		Map<String, Bias> biases = new HashMap<>();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			String tag = chance(0.3) ? "red" : "s" + this.random.nextInt(count);
			BiasKind kind = chance(0.2) ? BiasKind.AVOID : chance(0.5) ? BiasKind.NEVER : BiasKind.ALWAYS;
			biases.put(tag, new Bias(tag, kind));
		}
		Replicas replicas = chance(0.1) ? Replicas.ALL
				: chance(0.2) ? new Replicas(1, 2) : Replicas.of(1 + this.random.nextInt(2));
		double demand = chance(0.4) ? 0 : chance(0.5) ? 1 : 1.5;
		ServiceSpec spec = new ServiceSpec(new ServiceId("s" + position, "1"), replicas,
				chance(0.3) ? Set.of("red") : Set.of(), List.copyOf(biases.values()),
				chance(0.7) ? NodeQuery.ANY : NodeQuery.parse("disk=ssd"), demand, chance(0.7) ? 1 : 2,
				chance(0.8) ? ServiceSpec.UNLIMITED : 1, Spread.ZONES, this.random.nextInt(2));
		Set<NodeId> offered = new HashSet<>();
		Map<NodeId, String> barred = new HashMap<>();
		for (Host host : hosts) {
			if (chance(0.9)) {
				offered.add(host.node().id());
			}
			if (chance(0.05)) {
				barred.put(host.node().id(), "port taken");
			}
		}
		return new Wanted(spec, this.random.nextInt(3), offered, barred, 0, Duration.ZERO);
	}

	private Assignment current(List<Host> hosts, List<Wanted> services) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		for (Wanted wanted : services) {
			Map<NodeId, Integer> on = new HashMap<>();
			hosts.stream().filter((host) -> chance(0.2)).forEach((host) -> on.put(host.node().id(), 1));
			counts.put(wanted.spec().service(), on);
		}
		return new Assignment(counts);
	}

	private boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

}

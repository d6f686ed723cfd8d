package dev.mesh.benchmarks.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Makes a problem of a recipe.
 */
final class InstanceGenerator {

	private final Recipe recipe;

	private final Draw draw;

	InstanceGenerator(Recipe recipe) {
		this.recipe = recipe;
		this.draw = new Draw(recipe.seed());
	}

	PlacementInstance generate() {
		SpecGenerator specGenerator = new SpecGenerator(this.recipe, this.draw);
		List<ServiceSpec> specs = new BiasGenerator(this.recipe, this.draw, specGenerator)
			.biased(specGenerator.specs());
		HostGenerator hostGenerator = new HostGenerator(this.recipe, this.draw);
		List<Host> hosts = hostGenerator.hosts(demand(specs), largest(specs));
		specs = new Obstacles(this.recipe, this.draw).in(specs, hosts);
		Traffic traffic = new TrafficGenerator(this.draw).traffic(hosts, specs);
		List<Wanted> services = wanted(specs, hosts, hostGenerator);
		Assignment current = this.recipe.has(Twist.RUNNING) ? new RuleOfThumb(hosts, services, this.draw).assignment()
				: Assignment.NONE;
		Problem problem = new Problem(hosts, barred(services, hosts), traffic, current, Weights.DEFAULT,
				this.recipe.seed());
		return new PlacementInstance(this.recipe.name(), problem);
	}

	private double demand(List<ServiceSpec> specs) {
		return specs.stream().mapToDouble((spec) -> spec.demand() * instances(spec)).sum();
	}

	private int instances(ServiceSpec spec) {
		if (spec.replicas().isAll()) {
			return this.recipe.nodes();
		}
		return this.recipe.has(Twist.OVERFULL) ? spec.replicas().min() : Specs.target(spec);
	}

	private static double largest(List<ServiceSpec> specs) {
		return specs.stream().mapToDouble(ServiceSpec::demand).max().orElse(0);
	}

	private List<Wanted> wanted(List<ServiceSpec> specs, List<Host> hosts, HostGenerator hostGenerator) {
		Set<NodeId> all = hostGenerator.variant(hosts, 1);
		Set<NodeId> most = hostGenerator.variant(hosts, 0.8);
		List<Wanted> services = new ArrayList<>();
		for (ServiceSpec spec : specs) {
			boolean measured = this.recipe.has(Twist.MEASURED) && this.draw.chance(0.6);
			double load = measured ? this.draw.between(1, 25) / 10.0 : 0;
			Set<NodeId> offered = (this.draw.chance(0.1) && most.size() > spec.replicas().min()) ? most : all;
			services.add(new Wanted(spec, Specs.target(spec), offered, Map.of(), load,
					Duration.ofMillis(500L * this.draw.below(8))));
		}
		return services;
	}

	private List<Wanted> barred(List<Wanted> services, List<Host> hosts) {
		if (!this.recipe.has(Twist.MAINTENANCE)) {
			return services;
		}
		List<Wanted> barred = new ArrayList<>();
		for (Wanted service : services) {
			Map<NodeId, String> nodes = new HashMap<>();
			if (this.draw.chance(0.15)) {
				nodes.put(this.draw.of(hosts).node().id(), "connection refused");
			}
			barred.add(new Wanted(service.spec(), service.target(), new HashSet<>(service.offered()), nodes,
					service.load(), service.startUp()));
		}
		return barred;
	}

}

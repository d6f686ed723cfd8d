package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * Makes specs without biases: mostly a few instances of each service and many of some,
 * mostly small demands and some great ones, limits and conditions on some.
 */
final class SpecGenerator {

	/** The share of services that a tag of their own kind has in common. */
	private static final List<String> KINDS = List.of("edge", "cache", "database", "batch", "search", "queue", "model",
			"disk-heavy");

	private static final List<Double> DEMANDS = List.of(0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 1.5, 2.0, 3.0);

	private final Recipe recipe;

	private final Draw draw;

	SpecGenerator(Recipe recipe, Draw draw) {
		this.recipe = recipe;
		this.draw = draw;
	}

	List<ServiceSpec> specs() {
		double[] shares = new double[this.recipe.services()];
		double sum = 0;
		for (int index = 0; index < shares.length; index++) {
			shares[index] = 0.3 + this.draw.exponential();
			sum += shares[index];
		}
		List<ServiceSpec> specs = new ArrayList<>();
		for (int index = 0; index < shares.length; index++) {
			int count = (int) Math.round(this.recipe.instances() * shares[index] / sum);
			specs.add(spec(index, Math.min(Math.max(1, count), Math.max(1, this.recipe.nodes() * 3 / 4))));
		}
		return specs;
	}

	private ServiceSpec spec(int index, int count) {
		double demand = this.recipe.has(Twist.TIGHT) ? this.draw.between(1, 7) / 2.0 : this.draw.of(DEMANDS);
		Replicas replicas = replicas(count);
		Set<String> tags = this.draw.chance(0.6) ? Set.of(kind()) : Set.of();
		NodeQuery where = where();
		int maxPerNode = this.draw.chance(0.1) ? 2 : 1;
		int maxPerZone = maxPerZone(count);
		return new ServiceSpec(new ServiceId(name(index), "1"), replicas, tags, List.of(), where, demand, maxPerNode,
				replicas.isAll() ? ServiceSpec.UNLIMITED : maxPerZone,
				this.draw.chance(0.8) ? Spread.ZONES : Spread.NONE, 10 * this.draw.between(0, 2));
	}

	static String name(int index) {
		return "service-" + index;
	}

	/** The more services, the more kinds, so that a bias is about a handful of them. */
	String kind() {
		int groups = Math.max(1, this.recipe.services() / 40);
		String kind = this.draw.of(KINDS);
		return (groups == 1) ? kind : kind + "-" + this.draw.below(groups);
	}

	private Replicas replicas(int count) {
		if (this.draw.chance(0.03) && this.recipe.nodes() <= 100) {
			return Replicas.ALL;
		}
		return this.draw.chance(0.25) ? new Replicas(Math.max(1, count / 2), count + 2) : Replicas.of(count);
	}

	private NodeQuery where() {
		if (this.draw.chance(0.85)) {
			return NodeQuery.ANY;
		}
		return NodeQuery.parse(this.draw.chance(0.7) ? "disk = ssd" : "arch != arm64");
	}

	/** What is possible, with one to spare at times. */
	private int maxPerZone(int count) {
		if (this.draw.chance(0.85)) {
			return ServiceSpec.UNLIMITED;
		}
		int zones = this.recipe.regions() * this.recipe.zones();
		return (count + zones - 1) / zones + this.draw.below(2);
	}

}

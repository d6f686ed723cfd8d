package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Specs like others but for one thing.
 */
final class Specs {

	private Specs() {
	}

	/** Returns how many instances are asked for now, between the fewest and the most. */
	static int target(ServiceSpec spec) {
		Replicas replicas = spec.replicas();
		return replicas.isElastic() ? (replicas.min() + replicas.max()) / 2 : replicas.min();
	}

	static ServiceSpec withBiases(ServiceSpec spec, List<Bias> biases) {
		return new ServiceSpec(spec.service(), spec.replicas(), spec.tags(), biases, spec.where(), spec.demand(),
				spec.maxPerNode(), spec.maxPerZone(), spec.spread(), spec.priority());
	}

	/** Returns the spec with another bias, in place of one about the same tag. */
	static ServiceSpec withBias(ServiceSpec spec, Bias bias) {
		List<Bias> biases = new ArrayList<>(spec.biases());
		biases.removeIf((known) -> known.tag().equals(bias.tag()));
		biases.add(bias);
		return withBiases(spec, biases);
	}

	static ServiceSpec withWhere(ServiceSpec spec, NodeQuery where) {
		return new ServiceSpec(spec.service(), spec.replicas(), spec.tags(), spec.biases(), where, spec.demand(),
				spec.maxPerNode(), spec.maxPerZone(), spec.spread(), spec.priority());
	}

	static ServiceSpec withReplicas(ServiceSpec spec, int count, int maxPerZone) {
		return new ServiceSpec(spec.service(), Replicas.of(count), spec.tags(), spec.biases(), spec.where(),
				spec.demand(), spec.maxPerNode(), maxPerZone, spec.spread(), spec.priority());
	}

}

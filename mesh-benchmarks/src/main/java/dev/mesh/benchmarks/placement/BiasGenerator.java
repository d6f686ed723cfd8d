package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Gives services biases of all kinds about each other's names and tags. Binding ones are
 * such that each alone can be kept; whether all together can is left to chance.
 */
final class BiasGenerator {

	private final Recipe recipe;

	private final Draw draw;

	private final SpecGenerator kinds;

	BiasGenerator(Recipe recipe, Draw draw, SpecGenerator kinds) {
		this.recipe = recipe;
		this.draw = draw;
		this.kinds = kinds;
	}

	List<ServiceSpec> biased(List<ServiceSpec> specs) {
		List<Map<String, Bias>> biases = new ArrayList<>();
		for (ServiceSpec spec : specs) {
			biases.add(wishes(spec, specs));
		}
		double always = this.recipe.has(Twist.GROUPS) ? 0.5 : 0.06;
		for (int index = 0; index < specs.size(); index++) {
			if (this.draw.chance(always)) {
				together(index, specs, biases);
			}
			if (this.draw.chance(0.08)) {
				apart(index, specs, biases);
			}
		}
		List<ServiceSpec> biased = new ArrayList<>();
		for (int index = 0; index < specs.size(); index++) {
			biased.add(Specs.withBiases(specs.get(index), List.copyOf(biases.get(index).values())));
		}
		return biased;
	}

	private Map<String, Bias> wishes(ServiceSpec spec, List<ServiceSpec> specs) {
		Map<String, Bias> wishes = new LinkedHashMap<>();
		if (this.draw.chance(0.25)) {
			ServiceSpec liked = this.draw.of(specs);
			if (liked.replicas().isAll() || canJoin(spec, liked)) {
				put(wishes, liked.service().name(), BiasKind.PREFER);
			}
		}
		if (this.draw.chance(0.1)) {
			put(wishes, this.kinds.kind(), BiasKind.PREFER);
		}
		if (this.draw.chance(0.1)) {
			put(wishes, this.kinds.kind(), BiasKind.AVOID);
		}
		if (this.draw.chance(0.15)) {
			put(wishes, spec.service().name(), BiasKind.AVOID);
		}
		if (this.draw.chance(0.05)) {
			put(wishes, this.kinds.kind(), BiasKind.NEUTRAL);
		}
		return wishes;
	}

	/** Tells whether there is one of the others for each. */
	private static boolean canJoin(ServiceSpec spec, ServiceSpec other) {
		return !spec.replicas().isAll() && Specs.target(spec) <= Specs.target(other);
	}

	/** With one that has at least as many instances; in groups also the other way. */
	private void together(int index, List<ServiceSpec> specs, List<Map<String, Bias>> biases) {
		ServiceSpec one = specs.get(index);
		int position = this.draw.below(specs.size());
		ServiceSpec other = specs.get(position);
		if (position == index || !canJoin(one, other)) {
			return;
		}
		put(biases.get(index), other.service().name(), BiasKind.ALWAYS);
		if (this.recipe.has(Twist.GROUPS) && canJoin(other, one)) {
			put(biases.get(position), one.service().name(), BiasKind.ALWAYS);
		}
	}

	/**
	 * From one with which it has room apart; or each of its instances from the others.
	 */
	private void apart(int index, List<ServiceSpec> specs, List<Map<String, Bias>> biases) {
		ServiceSpec one = specs.get(index);
		ServiceSpec other = this.draw.of(specs);
		boolean itself = one.service().equals(other.service());
		boolean room = !one.replicas().isAll() && !other.replicas().isAll()
				&& Specs.target(one) + Specs.target(other) <= this.recipe.nodes();
		if (itself || room) {
			put(biases.get(index), other.service().name(), BiasKind.NEVER);
		}
	}

	private void put(Map<String, Bias> biases, String tag, BiasKind kind) {
		int weight = (kind == BiasKind.PREFER || kind == BiasKind.AVOID) ? this.draw.between(1, 3) : 1;
		biases.putIfAbsent(tag, new Bias(tag, kind, weight));
	}

}

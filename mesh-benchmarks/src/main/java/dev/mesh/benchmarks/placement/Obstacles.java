package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.placement.solver.Host;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Changes specs so that not all of them can be met.
 */
final class Obstacles {

	private final Recipe recipe;

	private final Draw draw;

	Obstacles(Recipe recipe, Draw draw) {
		this.recipe = recipe;
		this.draw = draw;
	}

	List<ServiceSpec> in(List<ServiceSpec> specs, List<Host> hosts) {
		List<ServiceSpec> changed = new ArrayList<>(specs);
		if (this.recipe.has(Twist.NARROW_WHERE)) {
			narrow(changed, hosts);
		}
		if (this.recipe.has(Twist.CONTRADICTION)) {
			contradict(changed);
		}
		if (this.recipe.has(Twist.ZONE_LIMIT)) {
			limit(changed);
		}
		if (this.recipe.has(Twist.PIGEONHOLE)) {
			separate(changed);
		}
		return changed;
	}

	private void narrow(List<ServiceSpec> specs, List<Host> hosts) {
		int index = this.draw.below(specs.size());
		String name = this.draw.of(hosts).node().name();
		ServiceSpec spec = Specs.withReplicas(specs.get(index), 1 + specs.get(index).maxPerNode(),
				ServiceSpec.UNLIMITED);
		specs.set(index, Specs.withWhere(spec, NodeQuery.parse("name = " + name)));
	}

	private void contradict(List<ServiceSpec> specs) {
		List<ServiceSpec> pair = this.draw.some(specs, 2);
		ServiceSpec one = pair.get(0);
		ServiceSpec other = pair.get(1);
		specs.set(specs.indexOf(one), Specs.withBias(one, new Bias(other.service().name(), BiasKind.ALWAYS)));
		specs.set(specs.indexOf(other), Specs.withBias(other, new Bias(one.service().name(), BiasKind.NEVER)));
	}

	private void limit(List<ServiceSpec> specs) {
		int index = this.draw.below(specs.size());
		int zones = this.recipe.regions() * this.recipe.zones();
		specs.set(index, Specs.withReplicas(specs.get(index), zones + 1, 1));
	}

	private void separate(List<ServiceSpec> specs) {
		List<ServiceSpec> group = this.draw.some(specs, this.recipe.nodes() + 1);
		for (int first = 0; first < group.size(); first++) {
			ServiceSpec spec = group.get(first);
			int index = specs.indexOf(spec);
			for (int second = 0; second < first; second++) {
				spec = Specs.withBias(spec, new Bias(group.get(second).service().name(), BiasKind.NEVER));
			}
			specs.set(index, spec);
		}
	}

}

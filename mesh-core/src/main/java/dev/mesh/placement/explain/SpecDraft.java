package dev.mesh.placement.explain;

import java.util.List;
import java.util.function.Consumer;

import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * What would be asked for a service if something else were asked.
 */
final class SpecDraft {

	private final Wanted wanted;

	Replicas replicas;

	int target;

	List<Bias> biases;

	NodeQuery where;

	double demand;

	int maxPerNode;

	int maxPerZone;

	Spread spread;

	int priority;

	private SpecDraft(Wanted wanted) {
		ServiceSpec spec = wanted.spec();
		this.wanted = wanted;
		this.replicas = spec.replicas();
		this.target = wanted.target();
		this.biases = spec.biases();
		this.where = spec.where();
		this.demand = spec.demand();
		this.maxPerNode = spec.maxPerNode();
		this.maxPerZone = spec.maxPerZone();
		this.spread = spec.spread();
		this.priority = spec.priority();
	}

	static Wanted change(Wanted wanted, Consumer<SpecDraft> change) {
		SpecDraft draft = new SpecDraft(wanted);
		change.accept(draft);
		return draft.toWanted();
	}

	void without(Bias bias) {
		this.biases = this.biases.stream().filter((each) -> !each.equals(bias)).toList();
	}

	private Wanted toWanted() {
		ServiceSpec old = this.wanted.spec();
		ServiceSpec spec = new ServiceSpec(old.service(), this.replicas, old.tags(), this.biases, this.where,
				this.demand, this.maxPerNode, this.maxPerZone, this.spread, this.priority);
		return new Wanted(spec, this.target, this.wanted.offered(), this.wanted.barred(), this.wanted.load(),
				this.wanted.startUp());
	}

}

package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import org.jspecify.annotations.Nullable;

/**
 * Changes of specs that may help a service: each rule in the conflict lifted or eased,
 * and less asked for the service itself.
 */
final class SpecChanges {

	private final Scene scene;

	private final Problem problem;

	private final ServiceId service;

	private final int missing;

	SpecChanges(Scene scene, ServiceId service, int missing) {
		this.scene = scene;
		this.problem = scene.problem;
		this.service = service;
		this.missing = missing;
	}

	List<Change> list(@Nullable Contradiction conflict) {
		Set<Clause> clauses = new LinkedHashSet<>((conflict != null) ? conflict.clauses() : List.of());
		Clause.of(this.scene.wanted(this.service)).stream().sorted(Clause.TELLING_FIRST).forEach(clauses::add);
		List<Change> changes = new ArrayList<>();
		clauses.forEach((clause) -> add(changes, clause));
		Wanted wanted = this.scene.wanted(this.service);
		int reached = wanted.spec().replicas().min() - this.missing;
		if (reached > 0) {
			changes.add(replicas("Lower", wanted.spec(), reached, wanted.target()));
		}
		return changes;
	}

	private void add(List<Change> changes, Clause clause) {
		ServiceSpec spec = this.scene.wanted(clause.service()).spec();
		boolean isOwn = clause.service().equals(this.service);
		switch (clause.rule()) {
			case NEVER, ALWAYS -> changes.add(lift(spec, clause));
			case WHERE -> changes.add(Change.spec("Lift the condition " + spec.where() + " of " + name(spec) + ".",
					this.problem, clause.service(), (draft) -> draft.where = NodeQuery.ANY));
			case MAX_PER_ZONE -> changes.add(perZone(spec));
			case MAX_PER_NODE -> changes.add(perNode(spec));
			case REPLICAS -> {
				if (!isOwn) {
					changes.add(more(spec));
				}
			}
			case CAPACITY -> addLighter(changes, spec, isOwn);
			default -> throw new IllegalArgumentException(clause + " is not about a rule of a spec");
		}
	}

	private Change lift(ServiceSpec spec, Clause clause) {
		Bias bias = spec.biases()
			.stream()
			.filter((each) -> Clause.of(spec, each).equals(clause) && Clause.isHard(each))
			.findFirst()
			.orElseThrow();
		String about = this.scene.wording.isServiceName(bias.tag()) ? bias.tag() : "'" + bias.tag() + "'";
		return Change.spec("Lift the " + bias.kind() + " " + about + " of " + name(spec) + ".", this.problem,
				clause.service(), (draft) -> draft.without(bias));
	}

	private Change perZone(ServiceSpec spec) {
		int most = Math.min(Replicas.MAX_COUNT, spec.maxPerZone()) + this.missing;
		return Change.spec(
				"Raise the max-per-zone of " + name(spec) + " from " + spec.maxPerZone() + " to " + most + ".",
				this.problem, spec.service(), (draft) -> draft.maxPerZone = most);
	}

	private Change perNode(ServiceSpec spec) {
		int most = Math.min(Replicas.MAX_COUNT, spec.maxPerNode()) + this.missing;
		return Change.spec(
				"Raise the max-per-node of " + name(spec) + " from " + spec.maxPerNode() + " to " + most + ".",
				this.problem, spec.service(), (draft) -> draft.maxPerNode = most);
	}

	/** More of a service that others must be with. */
	private Change more(ServiceSpec spec) {
		int wanted = Math.min(Replicas.MAX_COUNT, this.scene.evaluation.wanted(spec.service()) + this.missing);
		return replicas("Raise", spec, wanted, wanted);
	}

	private Change replicas(String verb, ServiceSpec spec, int fewest, int target) {
		Replicas changed = spec.replicas().isElastic() ? new Replicas(fewest, Math.max(fewest, spec.replicas().max()))
				: Replicas.of(fewest);
		return Change.spec(
				verb + " the replicas of " + name(spec) + " from " + spec.replicas() + " to " + changed + ".",
				this.problem, spec.service(), (draft) -> {
					draft.replicas = changed;
					draft.target = target;
				});
	}

	/** A demand that fits into the most room that is left anywhere. */
	private void addLighter(List<Change> changes, ServiceSpec spec, boolean isOwn) {
		double room = Wording.atMost(this.scene.hosts.stream()
			.filter((host) -> this.scene.evaluation.obstacle(spec.service(), host.node().id()) == Rule.CAPACITY)
			.mapToDouble((host) -> this.scene.evaluation.room(host.node().id()))
			.max()
			.orElse(0));
		if (isOwn && room > 0) {
			changes.add(Change.spec(
					"Lower the demand of " + name(spec) + " from " + Wording.number(spec.demand()) + " to "
							+ Wording.number(room) + ".",
					this.problem, spec.service(), (draft) -> draft.demand = room));
		}
	}

	private String name(ServiceSpec spec) {
		return this.scene.wording.name(spec.service());
	}

}

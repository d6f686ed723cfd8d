package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * One rule out of the spec of a service.
 *
 * @param service the service that asks for it
 * @param rule the kind of rule: {@code WHERE}, {@code MAX_PER_NODE},
 * {@code MAX_PER_ZONE}, {@code NEVER}, {@code ALWAYS}, {@code CAPACITY} for its demand or
 * {@code REPLICAS} for the most instances that are wanted
 * @param tag the tag of a {@code NEVER} or {@code ALWAYS}, else empty
 */
public record Clause(ServiceId service, Rule rule, String tag) {

	private static final List<Rule> TELLING = List.of(Rule.NEVER, Rule.ALWAYS, Rule.WHERE, Rule.CAPACITY,
			Rule.MAX_PER_ZONE, Rule.MAX_PER_NODE, Rule.REPLICAS);

	/** What says most comes first: whom one is with, then where, then how many. */
	static final Comparator<Clause> TELLING_FIRST = Comparator
		.comparing((Clause clause) -> TELLING.indexOf(clause.rule()))
		.thenComparing(Clause::service)
		.thenComparing(Clause::tag);

	/** The rules in the spec of a service. */
	static List<Clause> of(Wanted wanted) {
		ServiceSpec spec = wanted.spec();
		List<Clause> clauses = new ArrayList<>();
		if (!spec.replicas().isAll()) {
			clauses.add(new Clause(spec.service(), Rule.REPLICAS, ""));
			clauses.add(new Clause(spec.service(), Rule.MAX_PER_NODE, ""));
		}
		if (spec.maxPerZone() != ServiceSpec.UNLIMITED) {
			clauses.add(new Clause(spec.service(), Rule.MAX_PER_ZONE, ""));
		}
		if (spec.demand() > 0) {
			clauses.add(new Clause(spec.service(), Rule.CAPACITY, ""));
		}
		if (!spec.where().equals(NodeQuery.ANY)) {
			clauses.add(new Clause(spec.service(), Rule.WHERE, ""));
		}
		spec.biases().stream().filter(Clause::isHard).forEach((bias) -> clauses.add(of(spec, bias)));
		return clauses;
	}

	static Clause of(ServiceSpec spec, Bias bias) {
		return new Clause(spec.service(), (bias.kind() == BiasKind.ALWAYS) ? Rule.ALWAYS : Rule.NEVER, bias.tag());
	}

	static boolean isHard(Bias bias) {
		return bias.kind() == BiasKind.ALWAYS || bias.kind() == BiasKind.NEVER;
	}

}

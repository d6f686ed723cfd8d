package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Says what clauses ask for.
 */
final class ClauseWording {

	/** More clauses than this are not told one by one. */
	private static final int MANY = 8;

	private final Problem problem;

	private final Wording wording;

	private final Map<ServiceId, Wanted> services = new HashMap<>();

	ClauseWording(Problem problem, Wording wording) {
		this.problem = problem;
		this.wording = wording;
		problem.services().forEach((wanted) -> this.services.put(wanted.spec().service(), wanted));
	}

	/**
	 * A phrase for each clause, or for each kind if there are many, and one for all
	 * demands if there are several.
	 */
	List<String> phrases(List<Claim> claims, List<Clause> clauses) {
		List<Clause> demands = clauses.stream().filter((clause) -> clause.rule() == Rule.CAPACITY).toList();
		List<Clause> others = clauses.stream()
			.filter((clause) -> clause.rule() != Rule.CAPACITY || demands.size() == 1)
			.toList();
		List<String> phrases = new ArrayList<>();
		if (others.size() <= MANY) {
			others.forEach((clause) -> phrases.add(phrase(clause)));
		}
		else {
			Map<Rule, Long> kinds = new EnumMap<>(Rule.class);
			others.forEach((clause) -> kinds.merge(clause.rule(), 1L, Long::sum));
			kinds.forEach((rule, count) -> phrases.add(Wording.count(count, "rule") + " of the kind " + rule));
		}
		if (!demands.isEmpty()) {
			phrases.add(room(claims, demands));
		}
		return phrases;
	}

	private String phrase(Clause clause) {
		String service = this.wording.name(clause.service());
		ServiceSpec spec = wanted(clause).spec();
		return switch (clause.rule()) {
			case WHERE -> service + " asks for " + spec.where();
			case CAPACITY -> service + " takes " + Wording.number(spec.demand()) + " of a node's capacity";
			case MAX_PER_NODE -> "at most " + spec.maxPerNode() + " of " + service + " may be on "
					+ each(this.problem.hosts().size(), "node");
			case MAX_PER_ZONE ->
				"at most " + spec.maxPerZone() + " of " + service + " may be in " + each(zones(), "zone");
			case NEVER -> service + " must never be with " + neighbour(clause);
			case ALWAYS -> service + " must always be with " + neighbour(clause);
			default -> only(spec.service(), Math.max(spec.replicas().min(), wanted(clause).target()));
		};
	}

	private static String each(long count, String noun) {
		return (count == 1) ? "the only " + noun : "each of the " + Wording.count(count, noun);
	}

	private long zones() {
		return this.problem.hosts()
			.stream()
			.map((host) -> List.of(host.node().region(), host.node().zone()))
			.distinct()
			.count();
	}

	private String only(ServiceId service, int count) {
		return "only " + Wording.instances(count) + " of " + this.wording.name(service)
				+ ((count == 1) ? " is" : " are") + " wanted";
	}

	private String neighbour(Clause clause) {
		return clause.tag().equals(clause.service().name()) ? "another of its own kind"
				: this.wording.tag(clause.tag());
	}

	private String room(List<Claim> claims, List<Clause> demands) {
		double asked = 0;
		for (Claim claim : claims) {
			for (Clause demand : demands) {
				if (demand.service().equals(claim.service())) {
					asked += claim.instances() * wanted(demand).spec().demand();
				}
			}
		}
		int count = this.problem.hosts().size();
		String nodes = (count == 1) ? "the node has " : "the " + Wording.count(count, "node") + " have ";
		if (demands.size() == 1) {
			return nodes + capacities();
		}
		double given = this.problem.hosts().stream().mapToDouble((host) -> Math.max(0, host.node().capacity())).sum();
		return "together they take " + Wording.number(asked) + " of capacity where " + nodes + Wording.number(given)
				+ ((count == 1) ? "" : " in all") + ((asked <= given) ? ", but in pieces too small" : "");
	}

	private String capacities() {
		List<Double> sorted = this.problem.hosts()
			.stream()
			.map((host) -> host.node().capacity())
			.sorted(Comparator.reverseOrder())
			.toList();
		boolean alike = sorted.size() > 1 && sorted.stream().distinct().count() == 1;
		return alike ? Wording.number(sorted.get(0)) + " each"
				: Wording.list(sorted.stream().map(Wording::number).toList());
	}

	private Wanted wanted(Clause clause) {
		Wanted wanted = this.services.get(clause.service());
		if (wanted == null) {
			throw new IllegalArgumentException("'" + clause.service() + "' is not among the services to place");
		}
		return wanted;
	}

}

package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * Says what clauses ask for.
 */
final class ClauseWording {

	private final Problem problem;

	private final Wording wording;

	private final Map<ServiceId, Wanted> services = new HashMap<>();

	ClauseWording(Problem problem, Wording wording) {
		this.problem = problem;
		this.wording = wording;
		problem.services().forEach((wanted) -> this.services.put(wanted.spec().service(), wanted));
	}

	/** A phrase for each clause, and one for all demands if there are several. */
	List<String> phrases(List<Claim> claims, List<Clause> clauses) {
		List<Clause> demands = clauses.stream().filter((clause) -> clause.rule() == Rule.CAPACITY).toList();
		List<String> phrases = new ArrayList<>();
		clauses.stream()
			.filter((clause) -> clause.rule() != Rule.CAPACITY || demands.size() == 1)
			.forEach((clause) -> phrases.add(phrase(clause)));
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
			case MAX_PER_NODE -> "at most " + spec.maxPerNode() + " of " + service + " may be on one node";
			case MAX_PER_ZONE -> "at most " + spec.maxPerZone() + " of " + service + " may be in one zone";
			case NEVER -> service + " must never be with " + neighbour(clause);
			case ALWAYS -> service + " must always be with " + neighbour(clause);
			default -> "no more than " + Wording.instances(Math.max(spec.replicas().min(), wanted(clause).target()))
					+ " of " + service + ((spec.replicas().isElastic()) ? " are wanted now" : " are asked for");
		};
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
		double room = this.problem.hosts().stream().mapToDouble((host) -> Math.max(0, host.node().capacity())).sum();
		String nodes = (this.problem.hosts().size() == 1) ? "the node has "
				: "the " + Wording.count(this.problem.hosts().size(), "node") + " have ";
		return ((demands.size() == 1) ? "" : "together they take " + Wording.number(asked) + " of capacity, of which ")
				+ nodes + capacities(room);
	}

	/** All alike: how much each; else how much in all. */
	private String capacities(double room) {
		List<Double> each = this.problem.hosts()
			.stream()
			.map(Host::node)
			.map((node) -> node.capacity())
			.distinct()
			.toList();
		if (each.size() == 1 && this.problem.hosts().size() > 1) {
			return Wording.number(each.get(0)) + " each";
		}
		return Wording.number(room) + ((this.problem.hosts().size() > 1) ? " in all" : "");
	}

	private Wanted wanted(Clause clause) {
		Wanted wanted = this.services.get(clause.service());
		if (wanted == null) {
			throw new IllegalArgumentException("'" + clause.service() + "' is not among the services to place");
		}
		return wanted;
	}

}

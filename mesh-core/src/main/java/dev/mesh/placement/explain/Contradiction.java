package dev.mesh.placement.explain;

import java.util.List;

import dev.mesh.placement.solver.Rule;

/**
 * Services that cannot all be placed, with the rules that stand in each other's way. What
 * is not named plays no part: other services may be left away and other rules lifted, and
 * the claims still do not fit. Immutable.
 *
 * @param claims which services must have how many instances, by name
 * @param clauses the rules out of the specs of these services, and of those that they
 * must be with
 * @param nodes why none of the nodes takes what is left over when as much as possible is
 * placed, by the nodes' names
 * @param proven whether it is proven that the claims do not fit; else they were not made
 * to fit by a search that did not look at everything
 * @param minimal whether each claim and each clause is known to be needed: without it,
 * the rest fits
 * @param sentence the conflict in words
 */
public record Contradiction(List<Claim> claims, List<Clause> clauses, List<NodeReason> nodes, boolean proven,
		boolean minimal, String sentence) {

	public Contradiction {
		claims = List.copyOf(claims);
		clauses = List.copyOf(clauses);
		nodes = List.copyOf(nodes);
	}

	/**
	 * Return the kinds of rules in conflict.
	 * @return the rules of the clauses; if there are none, those that keep the service
	 * off the nodes
	 */
	public List<Rule> rules() {
		List<Rule> rules = this.clauses.stream().map(Clause::rule).sorted().distinct().toList();
		return !rules.isEmpty() ? rules : this.nodes.stream().map(NodeReason::rule).sorted().distinct().toList();
	}

	/**
	 * Why a node takes no more.
	 *
	 * @param node the node's name
	 * @param rule the first rule that keeps the service off it
	 * @param sentence the reason in words
	 */
	public record NodeReason(String node, Rule rule, String sentence) {

	}

}

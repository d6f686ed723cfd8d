package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.explain.Contradiction.NodeReason;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Fit;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Puts a conflict into words.
 */
final class ConflictReport {

	private final Problem whole;

	private final Scene filled;

	private final Scene empty;

	private final Scene planned;

	private final Fit fit;

	/**
	 * A report.
	 * @param whole the problem
	 * @param planned the best that was found for it
	 * @param part the claims and rules in conflict
	 * @param fit what can be placed of them
	 */
	ConflictReport(Problem whole, Assignment planned, Subproblem part, Fit fit) {
		this.whole = whole;
		this.fit = fit;
		this.planned = new Scene(part.problem(), planned);
		this.filled = new Scene(part.problem(), fit.assignment());
		this.empty = new Scene(part.problem(), Assignment.NONE);
	}

	Contradiction conflict(ServiceId focus, List<Claim> claims, List<Clause> clauses, boolean proven, boolean minimal) {
		return new Contradiction(claims, clauses, nodes(focus), proven, minimal, sentence(claims, clauses, proven));
	}

	/**
	 * Why no node takes one more of the service as things are planned. If more than one
	 * is missing and a node would take it, why none takes what is then left over.
	 */
	private List<NodeReason> nodes(ServiceId focus) {
		List<NodeReason> nodes = nodes(this.planned, focus);
		if (nodes.size() == this.planned.hosts.size()) {
			return nodes;
		}
		return nodes(this.filled, this.fit.missing().keySet().stream().min(Comparator.naturalOrder()).orElse(focus));
	}

	private static List<NodeReason> nodes(Scene scene, ServiceId left) {
		Wanted wanted = scene.wanted(left);
		Reasons reasons = new Reasons(scene);
		List<NodeReason> nodes = new ArrayList<>();
		for (Host host : scene.hosts) {
			Rule rule = scene.evaluation.obstacle(left, host.node().id());
			if (rule != null) {
				nodes.add(new NodeReason(host.node().name(), rule, reasons.sentence(rule, wanted, host)));
			}
		}
		return nodes;
	}

	private String sentence(List<Claim> claims, List<Clause> clauses, boolean proven) {
		Wording wording = new Wording(this.whole);
		String who = Wording.list(claims.stream()
			.map((claim) -> wording.name(claim.service()) + " (" + Wording.instances(claim.instances()) + ")")
			.toList());
		String verb = switch (claims.size()) {
			case 1 -> " cannot be placed: ";
			case 2 -> " cannot both be placed: ";
			default -> " cannot all be placed: ";
		};
		List<String> reasons = new ClauseWording(this.whole, wording).phrases(claims, clauses);
		claims.forEach((claim) -> add(reasons, scarcity(claim, wording)));
		String doubt = proven ? "" : " This is not proven: the search ended before it had looked at everything.";
		return who + verb + (reasons.isEmpty() ? "no way was found." : Wording.list(reasons) + ".") + doubt;
	}

	private static void add(List<String> reasons, @Nullable String reason) {
		if (reason != null) {
			reasons.add(reason);
		}
	}

	/** On how many nodes a service can be at all, if not on all. */
	private @Nullable String scarcity(Claim claim, Wording wording) {
		long able = this.empty.hosts.stream()
			.map((host) -> Optional.ofNullable(this.empty.evaluation.obstacle(claim.service(), host.node().id())))
			.filter((rule) -> rule.isEmpty() || rule.get().compareTo(Rule.WHERE) > 0)
			.count();
		long all = this.empty.hosts.size();
		if (able == all && all > 0) {
			return null;
		}
		String service = wording.name(claim.service());
		if (all == 0) {
			return "there is no node";
		}
		return switch ((int) able) {
			case 0 -> (all == 1) ? "the only node cannot host " + service
					: "none of the " + all + " nodes can host " + service;
			case 1 -> "only 1 of " + all + " nodes can host " + service;
			default -> "only " + able + " of " + all + " nodes can host " + service;
		};
	}

}

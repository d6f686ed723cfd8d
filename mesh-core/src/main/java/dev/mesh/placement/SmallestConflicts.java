package dev.mesh.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.explain.Claim;
import dev.mesh.placement.explain.Clause;
import dev.mesh.placement.explain.ConflictSearch;
import dev.mesh.placement.explain.Contradiction;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solution;

/**
 * Names of each conflict no more services and rules than it takes. Where the search for
 * it finds that all could be placed after all, it says what each node has against the
 * service as things were planned.
 */
final class SmallestConflicts implements ConflictFinder {

	/** Each takes a search, and names all nodes in an answer that is one message. */
	private static final int MAX_CONFLICTS = 5;

	private final ConflictSearch search = new ConflictSearch();

	@Override
	public List<Conflict> find(Problem problem, Solution solution, List<ServiceId> services) {
		List<Conflict> conflicts = new ArrayList<>();
		for (ServiceId service : services) {
			boolean told = conflicts.stream().anyMatch((conflict) -> conflict.services().contains(service));
			if (!told && conflicts.size() < MAX_CONFLICTS) {
				Contradiction found = this.search.find(problem, solution.assignment(), service);
				if (found != null) {
					conflicts.add(conflict(found));
				}
				else {
					conflicts.addAll(PendingReason.conflicts(problem, solution, List.of(service)));
				}
			}
		}
		return conflicts;
	}

	/** Of several rules, the one that says most. */
	private static Conflict conflict(Contradiction found) {
		Map<String, String> nodes = new TreeMap<>();
		found.nodes().forEach((reason) -> nodes.put(reason.node(), reason.sentence()));
		Rule rule = found.clauses()
			.stream()
			.findFirst()
			.map(Clause::rule)
			.orElseGet(() -> found.rules().stream().findFirst().orElse(Rule.NOT_OFFERED));
		return new Conflict(found.claims().stream().map(Claim::service).toList(), rule, nodes, found.sentence());
	}

}

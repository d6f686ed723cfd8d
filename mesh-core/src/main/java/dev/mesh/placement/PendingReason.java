package dev.mesh.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Wanted;

/**
 * Says in one line why instances have no node.
 */
final class PendingReason {

	private static final int MAX_NAMES = 5;

	private PendingReason() {
	}

	static List<Plan.Pending> of(Problem problem, Solution solution) {
		List<Plan.Pending> pending = new ArrayList<>();
		for (Solution.Shortfall shortfall : solution.shortfalls()) {
			for (Wanted wanted : problem.services()) {
				if (wanted.spec().service().equals(shortfall.service())) {
					pending.add(new Plan.Pending(shortfall.service(), shortfall.missing(),
							describe(problem, wanted, shortfall.missing())));
				}
			}
		}
		return pending;
	}

	private static String describe(Problem problem, Wanted wanted, int missing) {
		int fewest = wanted.spec().replicas().min();
		Map<String, List<String>> nodes = new TreeMap<>();
		problem.hosts()
			.forEach((host) -> nodes.computeIfAbsent(obstacle(host, wanted), (obstacle) -> new ArrayList<>())
				.add(host.node().name()));
		List<String> parts = new ArrayList<>();
		nodes.forEach((obstacle, names) -> parts.add(obstacle + " " + list(names)));
		return missing + " of " + fewest + ((fewest == 1) ? " instance" : " instances")
				+ ((missing == 1) ? " has no node: " : " have no node: ") + String.join("; ", parts);
	}

	private static String obstacle(Host host, Wanted wanted) {
		NodeId id = host.node().id();
		if (host.node().role() == Role.OBSERVER) {
			return "only observing";
		}
		if (!wanted.offered().contains(id)) {
			return "not offering it";
		}
		if (host.mode() != Host.Mode.OPEN) {
			return (host.mode() == Host.Mode.DRAINING) ? "draining" : "cordoned";
		}
		if (wanted.barred().containsKey(id)) {
			return "failed to start it";
		}
		return wanted.spec().where().matches(host.node()) ? "without room beside what is there"
				: "without the labels it asks for";
	}

	private static String list(List<String> names) {
		names.sort(null);
		List<String> first = names.subList(0, Math.min(MAX_NAMES, names.size()));
		String rest = (names.size() > MAX_NAMES) ? " and " + (names.size() - MAX_NAMES) + " more" : "";
		return "(" + String.join(", ", first) + rest + ")";
	}

}

package dev.mesh.placement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Wanted;

/**
 * Says in one line why instances have no node.
 */
final class PendingReason {

	private static final int MAX_NAMES = 5;

	/** Each names all nodes, and the answer has to fit into one message. */
	private static final int MAX_CONFLICTS = 10;

	private PendingReason() {
	}

	static List<Plan.Pending> of(Problem problem, Solution solution) {
		List<Plan.Pending> pending = new ArrayList<>();
		for (Solution.Shortfall shortfall : solution.shortfalls()) {
			Wanted wanted = find(problem, shortfall.service());
			pending.add(new Plan.Pending(shortfall.service(), shortfall.missing(),
					describe(problem, wanted, shortfall.missing())));
		}
		return pending;
	}

	/**
	 * Name the services that fall short, and what each node has against each of them.
	 */
	static List<Conflict> conflicts(Problem problem, Solution solution, List<ServiceId> services) {
		List<Conflict> conflicts = new ArrayList<>();
		for (Solution.Shortfall shortfall : solution.shortfalls()) {
			if (services.contains(shortfall.service()) && conflicts.size() < MAX_CONFLICTS) {
				conflicts.add(conflict(problem, find(problem, shortfall.service()), shortfall.missing()));
			}
		}
		return conflicts;
	}

	private static Conflict conflict(Problem problem, Wanted wanted, int missing) {
		Map<String, String> nodes = new TreeMap<>();
		Map<Rule, Integer> rules = new EnumMap<>(Rule.class);
		for (Host host : problem.hosts()) {
			Rule rule = obstacle(host, wanted);
			nodes.put(host.node().name(), text(rule));
			rules.merge(rule, 1, Integer::sum);
		}
		Rule most = rules.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.orElse(Rule.NOT_OFFERED);
		return new Conflict(List.of(wanted.spec().service()), most, nodes,
				"'" + wanted.spec().service() + "': " + describe(problem, wanted, missing));
	}

	private static Wanted find(Problem problem, ServiceId service) {
		return problem.services()
			.stream()
			.filter((wanted) -> wanted.spec().service().equals(service))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + service + "' was not to be placed"));
	}

	private static String describe(Problem problem, Wanted wanted, int missing) {
		int fewest = wanted.spec().replicas().min();
		Map<Rule, List<String>> nodes = new EnumMap<>(Rule.class);
		problem.hosts()
			.forEach((host) -> nodes.computeIfAbsent(obstacle(host, wanted), (rule) -> new ArrayList<>())
				.add(host.node().name()));
		List<String> parts = new ArrayList<>();
		nodes.forEach((rule, names) -> parts.add(text(rule) + " " + list(names)));
		return missing + " of " + fewest + ((fewest == 1) ? " instance" : " instances")
				+ ((missing == 1) ? " has no node: " : " have no node: ") + String.join("; ", parts);
	}

	private static Rule obstacle(Host host, Wanted wanted) {
		NodeId id = host.node().id();
		if (host.node().role() == Role.OBSERVER) {
			return Rule.OBSERVER;
		}
		if (!wanted.offered().contains(id)) {
			return Rule.NOT_OFFERED;
		}
		if (host.mode() != Host.Mode.OPEN) {
			return (host.mode() == Host.Mode.DRAINING) ? Rule.DRAINING : Rule.CORDONED;
		}
		if (wanted.barred().containsKey(id)) {
			return Rule.FAILED_TO_START;
		}
		return wanted.spec().where().matches(host.node()) ? Rule.CAPACITY : Rule.WHERE;
	}

	private static String text(Rule rule) {
		return switch (rule) {
			case OBSERVER -> "only observing";
			case NOT_OFFERED -> "not offering it";
			case DRAINING -> "draining";
			case CORDONED -> "cordoned";
			case FAILED_TO_START -> "failed to start it";
			case WHERE -> "without the labels it asks for";
			default -> "without room beside what is there";
		};
	}

	private static String list(List<String> names) {
		names.sort(null);
		List<String> first = names.subList(0, Math.min(MAX_NAMES, names.size()));
		String rest = (names.size() > MAX_NAMES) ? " and " + (names.size() - MAX_NAMES) + " more" : "";
		return "(" + String.join(", ", first) + rest + ")";
	}

}

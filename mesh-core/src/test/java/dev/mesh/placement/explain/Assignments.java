package dev.mesh.placement.explain;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;

/**
 * Changes of assignments.
 */
final class Assignments {

	private Assignments() {
	}

	static Assignment moved(Problem problem, Assignment assignment, ServiceId service, String from, String to) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>(assignment.counts());
		Map<NodeId, Integer> on = new HashMap<>(counts.getOrDefault(service, Map.of()));
		on.merge(id(problem, to), 1, Integer::sum);
		on.compute(id(problem, from), (node, count) -> (count == null || count == 1) ? null : count - 1);
		counts.put(service, on);
		return new Assignment(counts);
	}

	static NodeId id(Problem problem, String name) {
		return problem.hosts()
			.stream()
			.map((host) -> host.node())
			.filter((node) -> node.name().equals(name))
			.findFirst()
			.orElseThrow()
			.id();
	}

}

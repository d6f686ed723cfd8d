package dev.mesh.placement.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;

/**
 * An instance that goes from one node to another.
 *
 * @param service the service
 * @param from the node it leaves
 * @param to the node it goes to
 */
public record Move(ServiceId service, NodeId from, NodeId to) {

	/**
	 * Return the moves from one assignment to another. What is only started or only
	 * stopped is none.
	 * @param from what runs
	 * @param to what is to run
	 * @return the moves, in the order of services and nodes
	 */
	static List<Move> between(Assignment from, Assignment to) {
		List<Move> moves = new ArrayList<>();
		for (ServiceId service : new TreeSet<>(from.counts().keySet())) {
			List<NodeId> left = excess(service, from, to);
			List<NodeId> taken = excess(service, to, from);
			for (int i = 0; i < Math.min(left.size(), taken.size()); i++) {
				moves.add(new Move(service, left.get(i), taken.get(i)));
			}
		}
		return moves;
	}

	private static List<NodeId> excess(ServiceId service, Assignment one, Assignment other) {
		List<NodeId> excess = new ArrayList<>();
		Map<NodeId, Integer> counts = new TreeMap<>(one.counts().getOrDefault(service, Map.of()));
		counts.forEach((node, count) -> {
			for (int i = other.count(service, node); i < count; i++) {
				excess.add(node);
			}
		});
		return excess;
	}

	static Set<ServiceId> services(List<Move> moves) {
		Set<ServiceId> services = new TreeSet<>();
		moves.forEach((move) -> services.add(move.service()));
		return services;
	}

}

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
import org.jspecify.annotations.Nullable;

/**
 * An instance that goes from one node to another, comes, or goes.
 *
 * @param service the service
 * @param from the node it leaves, {@code null} for one instance more
 * @param to the node it goes to, {@code null} for one instance less
 */
public record Move(ServiceId service, @Nullable NodeId from, @Nullable NodeId to) {

	/**
	 * Return the moves from one assignment to another.
	 * @param from what runs
	 * @param to what is to run
	 * @return the moves, in the order of services and nodes
	 */
	static List<Move> between(Assignment from, Assignment to) {
		List<Move> moves = new ArrayList<>();
		Set<ServiceId> services = new TreeSet<>(from.counts().keySet());
		services.addAll(to.counts().keySet());
		for (ServiceId service : services) {
			List<NodeId> left = excess(service, from, to);
			List<NodeId> taken = excess(service, to, from);
			for (int i = 0; i < Math.max(left.size(), taken.size()); i++) {
				moves.add(new Move(service, (i < left.size()) ? left.get(i) : null,
						(i < taken.size()) ? taken.get(i) : null));
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

	/** How many instances come in addition. */
	static int added(List<Move> moves) {
		return (int) moves.stream().filter((move) -> move.from() == null).count();
	}

}

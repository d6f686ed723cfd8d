package dev.mesh.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;

/**
 * The way from what is to be live now to the goal, a few moves at a time. What is missing
 * starts at once and what is too much ends at once; a running instance that the goal has
 * elsewhere moves when fewer than the most allowed are on their way. A move is on its way
 * until the node it leaves no longer shows the instance.
 * <p>
 * Two exceptions. What is on a node that leaves by itself is as good as lost: it moves at
 * once. And what an operator drains stays while its service would fall below its fewest
 * instances: a drain waits for replacements.
 */
final class Staging {

	private final World world;

	private final Assignment goal;

	private final Map<ServiceId, Map<NodeId, Integer>> counts;

	private final Map<NodeId, Host.Mode> modes;

	Staging(World world, Assignment assignment, Assignment goal) {
		this.world = world;
		this.goal = goal;
		this.counts = world.copy(assignment);
		this.modes = world.modes();
	}

	Assignment next(int maxMoves) {
		int budget = maxMoves - underWay();
		Map<ServiceId, Integer> fewest = fewest();
		Set<ServiceId> services = new TreeSet<>(this.counts.keySet());
		services.addAll(this.goal.counts().keySet());
		for (ServiceId service : services) {
			Map<NodeId, Integer> places = this.counts.computeIfAbsent(service, (key) -> new TreeMap<>());
			this.world.leaving().forEach(places::remove);
			List<NodeId> surplus = excess(places, this.goal.counts().getOrDefault(service, Map.of()));
			List<NodeId> missing = excess(this.goal.counts().getOrDefault(service, Map.of()), places);
			int moves = Math.min(surplus.size(), missing.size());
			missing.subList(moves, missing.size()).forEach((node) -> places.merge(node, 1, Integer::sum));
			surplus.subList(moves, surplus.size())
				.forEach((node) -> stop(places, node, fewest.getOrDefault(service, 0)));
			for (int i = 0; i < moves && budget > 0; i++, budget--) {
				remove(places, surplus.get(i));
				places.merge(missing.get(i), 1, Integer::sum);
			}
		}
		return new Assignment(this.counts);
	}

	/** Instances that are still shown where they are no longer to be. */
	private int underWay() {
		int moving = 0;
		for (Map.Entry<ServiceId, Map<NodeId, Integer>> service : this.world.shown().counts().entrySet()) {
			Map<NodeId, Integer> shown = new TreeMap<>(service.getValue());
			shown.keySet().removeAll(this.world.leaving());
			moving += excess(shown, this.counts.getOrDefault(service.getKey(), Map.of())).size();
		}
		return moving;
	}

	private Map<ServiceId, Integer> fewest() {
		Map<ServiceId, Integer> fewest = new TreeMap<>();
		for (Wanted wanted : this.world.services()) {
			fewest.put(wanted.spec().service(), wanted.spec().replicas().min());
		}
		return fewest;
	}

	private void stop(Map<NodeId, Integer> places, NodeId node, int fewest) {
		int total = places.values().stream().mapToInt(Integer::intValue).sum();
		if (this.modes.get(node) != Host.Mode.DRAINING || total > fewest) {
			remove(places, node);
		}
	}

	private static void remove(Map<NodeId, Integer> places, NodeId node) {
		places.computeIfPresent(node, (key, count) -> (count > 1) ? count - 1 : null);
	}

	/** What one has beyond the other, a node named once for each instance. */
	static List<NodeId> excess(Map<NodeId, Integer> one, Map<NodeId, Integer> other) {
		List<NodeId> excess = new ArrayList<>();
		new TreeMap<>(one).forEach((node, count) -> {
			for (int i = other.getOrDefault(node, 0); i < count; i++) {
				excess.add(node);
			}
		});
		return excess;
	}

}

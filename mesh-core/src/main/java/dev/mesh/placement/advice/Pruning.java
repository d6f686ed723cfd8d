package dev.mesh.placement.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.traffic.FlowModel;

/**
 * Takes instances away that save too little: one by one, or all that could go from a
 * node, whichever saves the least for what it costs. It begins with too many and not with
 * too few because a service next to its caller saves nothing while those that it calls
 * itself are missing there.
 */
final class Pruning {

	private final FlowModel model;

	private final Map<ServiceId, Integer> least;

	private final Price price;

	private Map<ServiceId, Map<NodeId, Integer>> counts = Map.of();

	/**
	 * A pruning.
	 * @param model how far calls go
	 * @param least how many instances of a service stay whatever they save; of those that
	 * are not named, all
	 * @param price what an instance has to save
	 */
	Pruning(FlowModel model, Map<ServiceId, Integer> least, Price price) {
		this.model = model;
		this.least = least;
		this.price = price;
	}

	Assignment prune(Assignment full) {
		this.counts = new HashMap<>();
		full.counts().forEach((service, places) -> this.counts.put(service, new TreeMap<>(places)));
		Assignment pruned = full;
		for (List<Place> idle = worst(pruned); !idle.isEmpty(); idle = worst(pruned)) {
			idle.forEach(this::take);
			pruned = new Assignment(this.counts);
		}
		return pruned;
	}

	/** What saves the least for its price; empty if all save more. */
	private List<Place> worst(Assignment now) {
		double cost = this.model.cost(now);
		List<Place> worst = List.of();
		double least = 0;
		for (List<Place> candidates : candidates()) {
			double price = candidates.stream()
				.mapToDouble((place) -> this.price.of(place.service(), place.node()))
				.sum();
			double gain = this.model.cost(without(candidates)) - cost - price;
			if (gain < least) {
				least = gain;
				worst = candidates;
			}
		}
		return worst;
	}

	private List<List<Place>> candidates() {
		List<List<Place>> candidates = new ArrayList<>();
		Map<NodeId, List<Place>> byNode = new TreeMap<>();
		for (ServiceId service : new TreeSet<>(this.least.keySet())) {
			Map<NodeId, Integer> places = this.counts.getOrDefault(service, Map.of());
			int total = places.values().stream().mapToInt(Integer::intValue).sum();
			if (total > this.least.getOrDefault(service, total)) {
				places.keySet().forEach((node) -> {
					Place place = new Place(service, node);
					candidates.add(List.of(place));
					byNode.computeIfAbsent(node, (key) -> new ArrayList<>()).add(place);
				});
			}
		}
		byNode.values().stream().filter((places) -> places.size() > 1).forEach(candidates::add);
		return candidates;
	}

	private Assignment without(List<Place> places) {
		places.forEach(this::take);
		Assignment without = new Assignment(this.counts);
		places.forEach((place) -> this.counts.computeIfAbsent(place.service(), (key) -> new TreeMap<>())
			.merge(place.node(), 1, Integer::sum));
		return without;
	}

	private void take(Place place) {
		this.counts.computeIfAbsent(place.service(), (key) -> new TreeMap<>())
			.computeIfPresent(place.node(), (key, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * What an instance has to save.
	 */
	@FunctionalInterface
	interface Price {

		double of(ServiceId service, NodeId node);

	}

	private record Place(ServiceId service, NodeId node) {

	}

}

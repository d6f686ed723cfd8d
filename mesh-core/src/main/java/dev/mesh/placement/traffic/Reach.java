package dev.mesh.placement.traffic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;

/**
 * Which instances of a service are nearest to a node under an assignment. Services and
 * nodes are positions.
 */
final class Reach {

	private final Geography geography;

	/** By service: the nodes that have it. */
	private final int[][] places;

	/** By service and place: how many instances. */
	private final double[][] counts;

	Reach(Geography geography, List<ServiceId> services, Assignment assignment) {
		this.geography = geography;
		this.places = new int[services.size()][];
		this.counts = new double[services.size()][];
		for (int service = 0; service < this.places.length; service++) {
			Map<NodeId, Integer> all = new TreeMap<>(assignment.counts().getOrDefault(services.get(service), Map.of()));
			all.keySet().removeIf((node) -> geography.position(node) < 0);
			this.places[service] = all.keySet().stream().mapToInt(geography::position).toArray();
			this.counts[service] = all.values().stream().mapToDouble(Integer::doubleValue).toArray();
		}
	}

	int[] places(int service) {
		return this.places[service];
	}

	double[] counts(int service) {
		return this.counts[service];
	}

	int distance(int from, int service) {
		int nearest = Distance.FAR;
		for (int place : this.places[service]) {
			nearest = Math.min(nearest, this.geography.distance(from, place));
		}
		return nearest;
	}

	/**
	 * Divide calls from a node among the nearest instances.
	 * @param sums where to add them, by place
	 */
	void divide(int from, int service, double calls, double[] sums) {
		int nearest = distance(from, service);
		double instances = 0;
		for (int i = 0; i < sums.length; i++) {
			instances += isAt(from, service, i, nearest) ? this.counts[service][i] : 0;
		}
		for (int i = 0; i < sums.length && instances > 0; i++) {
			sums[i] += isAt(from, service, i, nearest) ? calls * this.counts[service][i] / instances : 0;
		}
	}

	private boolean isAt(int from, int service, int place, int distance) {
		return this.geography.distance(from, this.places[service][place]) == distance;
	}

}

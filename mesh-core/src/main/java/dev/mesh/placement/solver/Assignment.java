package dev.mesh.placement.solver;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * How many instances of each service are on which node. Immutable; what has no instance
 * is not in it.
 *
 * @param counts the instances by service and node, all numbers from 1
 */
public record Assignment(Map<ServiceId, Map<NodeId, Integer>> counts) {

	/**
	 * Nothing anywhere.
	 */
	public static final Assignment NONE = new Assignment(Map.of());

	public Assignment {
		Map<ServiceId, Map<NodeId, Integer>> copy = new HashMap<>();
		counts.forEach((service, hosts) -> {
			if (!hosts.isEmpty()) {
				copy.put(service, Map.copyOf(hosts));
			}
		});
		copy.forEach((service, hosts) -> hosts.forEach((node, count) -> {
			if (count < 1) {
				throw new IllegalArgumentException(
						count + " instances of '" + service + "' on node " + node + ": leave out what is not there");
			}
		}));
		counts = Map.copyOf(copy);
	}

	/**
	 * Return the nodes of a service.
	 * @param service the service
	 * @return the nodes with at least one instance
	 */
	public Set<NodeId> nodesOf(ServiceId service) {
		return this.counts.getOrDefault(service, Map.of()).keySet();
	}

	/**
	 * Return how many instances of a service a node has.
	 * @param service the service
	 * @param node the node
	 * @return the number, 0 if there is none
	 */
	public int count(ServiceId service, NodeId node) {
		return this.counts.getOrDefault(service, Map.of()).getOrDefault(node, 0);
	}

	/**
	 * Return how many instances of a service there are.
	 * @param service the service
	 * @return the number on all nodes
	 */
	public int total(ServiceId service) {
		return this.counts.getOrDefault(service, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
	}

}

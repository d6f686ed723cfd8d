package dev.mesh.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a node says of itself and how it joins.
 *
 * @param clusterName the cluster to join; nodes of other clusters are strangers
 * @param name the node's name, unique among live nodes
 * @param zone the failure domain
 * @param region the region
 * @param labels free key-value pairs
 * @param tags free words
 * @param capacity abstract units of work the node can carry
 * @param role what the node is there for
 * @param bindAddress the address to listen on
 * @param clusterPort the port to listen on, 0 for any free one
 * @param discovery how the first members are found
 * @param failureTimeout after how long without a sign of life a node is given up; a hung
 * node is out of the view within one and a half of it
 */
public record ClusterOptions(String clusterName, String name, String zone, String region, Map<String, String> labels,
		Set<String> tags, double capacity, Role role, String bindAddress, int clusterPort, Discovery discovery,
		Duration failureTimeout) {

	public ClusterOptions {
		labels = Map.copyOf(labels);
		tags = Set.copyOf(tags);
	}

}

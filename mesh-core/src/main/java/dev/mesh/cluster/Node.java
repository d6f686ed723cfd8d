package dev.mesh.cluster;

import java.util.Map;
import java.util.Set;

/**
 * One JVM in the cluster, as every member knows it from the view.
 *
 * @param id the identity for the life of the JVM
 * @param incarnation the clock's stamp of this (re)join; grows each time the node joins,
 * so that what it sent before can be told from what it sends now
 * @param name the name, unique among live nodes
 * @param zone the failure domain within the region
 * @param region the region
 * @param labels free key-value pairs that placement rules can ask for
 * @param tags free words
 * @param capacity abstract units of work the node can carry
 * @param role what the node is there for
 * @param clusterAddress where membership listens
 * @param rpcAddress where calls are received
 * @param contracts the fingerprint of each contract the node knows, by the name of the
 * service that is called through it
 */
public record Node(NodeId id, long incarnation, String name, String zone, String region, Map<String, String> labels,
		Set<String> tags, double capacity, Role role, HostPort clusterAddress, HostPort rpcAddress,
		Map<String, Long> contracts) {

	public Node {
		labels = Map.copyOf(labels);
		tags = Set.copyOf(tags);
		contracts = Map.copyOf(contracts);
	}

}

package dev.mesh.directory;

import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;

/**
 * What one node says of itself.
 *
 * @param node the node, the entry's only writer
 * @param incarnation the node's incarnation when it wrote the entry
 * @param stamp the packed hybrid timestamp of the writing; of two entries of a node the
 * newer stands
 * @param offers the services the node can host
 * @param instances the instances it has
 * @param load how busy it is
 * @param attributes free key-value pairs, such as the web address
 */
public record NodeEntry(NodeId node, long incarnation, long stamp, List<ServiceOffer> offers, List<Instance> instances,
		Load load, Map<String, String> attributes) {

	public NodeEntry {
		offers = List.copyOf(offers);
		instances = List.copyOf(instances);
		attributes = Map.copyOf(attributes);
	}

}

package dev.mesh.directory;

import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;

import org.jspecify.annotations.Nullable;

/**
 * What one node says of itself.
 *
 * @param node the node, the entry's only writer
 * @param incarnation the node's incarnation when it wrote the entry
 * @param stamp the packed hybrid timestamp of the writing; of two entries of a node the
 * newer stands
 * @param basis the stamp of the latest writing that changed more than the load: what is
 * said of the load since builds on it
 * @param offers the services the node can host
 * @param instances the instances it has
 * @param load how busy it is
 * @param attributes free key-value pairs, such as the web address
 */
public record NodeEntry(NodeId node, long incarnation, long stamp, long basis, List<ServiceOffer> offers,
		List<Instance> instances, Load load, Map<String, String> attributes) {

	public NodeEntry {
		offers = List.copyOf(offers);
		instances = List.copyOf(instances);
		attributes = Map.copyOf(attributes);
	}

	/**
	 * An entry that is its own basis.
	 * @param node the node
	 * @param incarnation the node's incarnation when it wrote the entry
	 * @param stamp the stamp of the writing
	 * @param offers the services the node can host
	 * @param instances the instances it has
	 * @param load how busy it is
	 * @param attributes free key-value pairs
	 */
	public NodeEntry(NodeId node, long incarnation, long stamp, List<ServiceOffer> offers, List<Instance> instances,
			Load load, Map<String, String> attributes) {
		this(node, incarnation, stamp, stamp, offers, instances, load, attributes);
	}

	/**
	 * Tell whether this writing changed more than the load.
	 */
	boolean isBasis() {
		return this.basis == this.stamp;
	}

	boolean hasBasisOf(@Nullable NodeEntry other) {
		return other != null && this.incarnation == other.incarnation && this.basis == other.basis;
	}

	NodeEntry withLoad(long stampOfLoad, Load changed) {
		return new NodeEntry(this.node, this.incarnation, stampOfLoad, this.basis, this.offers, this.instances, changed,
				this.attributes);
	}

}

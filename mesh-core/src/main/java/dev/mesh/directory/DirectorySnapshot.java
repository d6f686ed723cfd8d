package dev.mesh.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

/**
 * The directory at one moment: a view and the entries of its members.
 *
 * @param revision grows with every snapshot this node publishes
 * @param view the view
 * @param entries the entries by node; a member whose entry has not arrived has none
 */
public record DirectorySnapshot(long revision, View view, Map<NodeId, NodeEntry> entries) {

	public DirectorySnapshot {
		entries = Map.copyOf(entries);
	}

	/**
	 * Return where a service has instances, in the view's order, whatever their status.
	 * @param service the service's name
	 * @return the instances with their nodes
	 */
	public List<HostedInstance> instancesOf(String service) {
		List<HostedInstance> found = new ArrayList<>();
		for (Node member : this.view.members()) {
			NodeEntry entry = this.entries.get(member.id());
			if (entry == null) {
				continue;
			}
			for (Instance instance : entry.instances()) {
				if (instance.service().name().equals(service)) {
					found.add(new HostedInstance(member, instance));
				}
			}
		}
		return found;
	}

	/**
	 * An instance and the node it is on.
	 *
	 * @param node the node
	 * @param instance the instance
	 */
	public record HostedInstance(Node node, Instance instance) {

	}

}

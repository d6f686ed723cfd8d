package dev.mesh.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;

import org.jspecify.annotations.Nullable;

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
		return instancesByService().getOrDefault(service, List.of());
	}

	/**
	 * Return where services have instances, in the view's order, whatever their status.
	 * @return the instances with their nodes, by the name of the service
	 */
	public Map<String, List<HostedInstance>> instancesByService() {
		Map<String, List<HostedInstance>> found = new HashMap<>();
		for (Node member : this.view.members()) {
			NodeEntry entry = this.entries.get(member.id());
			List<Instance> instances = (entry != null) ? entry.instances() : List.of();
			for (Instance instance : instances) {
				found.computeIfAbsent(instance.service().name(), (service) -> new ArrayList<>())
					.add(new HostedInstance(member, instance));
			}
		}
		return found;
	}

	/**
	 * Tell whether nothing has changed but how busy members are.
	 * @param before an earlier snapshot
	 * @return whether all but the load of its entries still holds
	 */
	public boolean isSameButForLoad(DirectorySnapshot before) {
		return this.view.equals(before.view) && this.entries.size() == before.entries.size()
				&& this.entries.values()
					.stream()
					.allMatch((entry) -> entry.hasBasisOf(before.entries.get(entry.node())));
	}

	/**
	 * Return the services of which something may be known now that was not before: where
	 * they have instances, or can have them.
	 * @param before an earlier snapshot
	 * @return the names of the services, or {@code null} for all
	 */
	public @Nullable Set<String> servicesChangedSince(DirectorySnapshot before) {
		if (!this.view.equals(before.view) || !this.entries.keySet().equals(before.entries.keySet())) {
			return null;
		}
		Set<String> changed = new HashSet<>();
		this.entries.forEach((node, entry) -> {
			NodeEntry former = Objects.requireNonNull(before.entries.get(node));
			if (!entry.instances().equals(former.instances()) || !entry.offers().equals(former.offers())) {
				Stream.of(entry, former).flatMap(DirectorySnapshot::services).forEach(changed::add);
			}
		});
		return changed;
	}

	private static Stream<String> services(NodeEntry entry) {
		return Stream
			.concat(entry.instances().stream().map(Instance::service),
					entry.offers().stream().map(ServiceOffer::service))
			.map(ServiceId::name);
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

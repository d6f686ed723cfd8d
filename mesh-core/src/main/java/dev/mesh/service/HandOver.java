package dev.mesh.service;

import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;

/**
 * Make before break: how many of a node's surplus instances may go.
 */
final class HandOver {

	private final NodeId self;

	private final Plan plan;

	private final DirectorySnapshot directory;

	HandOver(NodeId self, Plan plan, DirectorySnapshot directory) {
		this.self = self;
		this.plan = plan;
		this.directory = directory;
	}

	/**
	 * Return how many ready instances here are not needed to make up for planned ones
	 * that are not ready yet. What is planned on nodes that are gone is not waited for.
	 * @param service the service
	 * @param readyHere how many are ready on this node
	 * @return the number, 0 or less if all are needed
	 */
	int spare(ServiceId service, int readyHere) {
		Map<NodeId, Integer> planned = this.plan.assignment().counts().getOrDefault(service, Map.of());
		int spare = readyHere;
		for (Map.Entry<NodeId, Integer> place : planned.entrySet()) {
			if (place.getKey().equals(this.self)) {
				spare -= place.getValue();
			}
			else if (this.directory.view().find(place.getKey()) != null) {
				spare -= Math.max(0, place.getValue() - ready(service, place.getKey()));
			}
		}
		return spare;
	}

	boolean isAlone() {
		return this.directory.view().members().size() <= 1;
	}

	private int ready(ServiceId service, NodeId node) {
		NodeEntry entry = this.directory.entries().get(node);
		return (entry == null) ? 0 : (int) entry.instances()
			.stream()
			.filter((instance) -> instance.service().equals(service) && instance.status() == InstanceStatus.READY)
			.count();
	}

}

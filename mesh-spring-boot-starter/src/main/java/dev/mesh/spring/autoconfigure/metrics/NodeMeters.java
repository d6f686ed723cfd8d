package dev.mesh.spring.autoconfigure.metrics;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.placement.Plan;
import dev.mesh.service.MeshNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Gauges of the node.
 */
final class NodeMeters implements MeterBinder {

	private final MeshNode node;

	NodeMeters(MeshNode node) {
		this.node = node;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(MeshMeterDocumentation.MEMBERS.getName(), this.node, NodeMeters::members)
			.description("Members in the view")
			.register(registry);
		Gauge.builder(MeshMeterDocumentation.INSTANCES.getName(), this.node, NodeMeters::instances)
			.description("Instances that are ready on this node")
			.register(registry);
		Gauge.builder(MeshMeterDocumentation.PENDING.getName(), this.node, NodeMeters::pending)
			.description("Instances that are wanted in the cluster and have no node")
			.register(registry);
	}

	private static double members(MeshNode node) {
		return node.cluster().view().members().size();
	}

	private static double instances(MeshNode node) {
		NodeEntry own = node.directory().snapshot().entries().get(node.cluster().self().id());
		return (own == null) ? 0
				: own.instances().stream().filter((instance) -> instance.status() == InstanceStatus.READY).count();
	}

	private static double pending(MeshNode node) {
		return node.plans().get().pending().stream().mapToInt(Plan.Pending::missing).sum();
	}

}

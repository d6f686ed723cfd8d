package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;
import dev.mesh.placement.Policy;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.topology.Topology;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.PendingDescriptor;
import dev.mesh.spring.autoconfigure.actuate.PlacementDescriptor.AssignmentDescriptor;
import dev.mesh.spring.autoconfigure.actuate.PlacementDescriptor.PolicyDescriptor;
import dev.mesh.spring.autoconfigure.actuate.PlacementDescriptor.ScaleDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes a plan, its nodes by the names they have in a view.
 */
final class PlacementDescriptions {

	private final View view;

	private final Plan plan;

	PlacementDescriptions(View view, Plan plan) {
		this.view = view;
		this.plan = plan;
	}

	/**
	 * Describe the plan.
	 * @param advice what the advisor knows, {@code null} where it does not work
	 */
	PlacementDescriptor placement(@Nullable AdviceState advice) {
		return new PlacementDescriptor(this.plan.epoch(), assignments(this.plan.assignment()),
				this.plan.isFinal() ? null : assignments(this.plan.goal()), pending(this.plan.pending()), policy(),
				(advice != null) ? new AdviceDescriptions(this::name).describe(advice) : null);
	}

	static List<PendingDescriptor> pending(List<Plan.Pending> all) {
		return all.stream()
			.map((pending) -> new PendingDescriptor(pending.service().name(), pending.service().version(),
					pending.missing(), pending.reason()))
			.toList();
	}

	private List<AssignmentDescriptor> assignments(Assignment assignment) {
		List<AssignmentDescriptor> described = new ArrayList<>();
		new TreeMap<>(assignment.counts()).forEach((service, counts) -> described
			.add(new AssignmentDescriptor(service.name(), service.version(), nodes(counts))));
		return described;
	}

	private List<String> nodes(Map<NodeId, Integer> counts) {
		List<String> names = new ArrayList<>();
		counts.forEach((node, count) -> names.addAll(Collections.nCopies(count, name(node))));
		Collections.sort(names);
		return names;
	}

	private PolicyDescriptor policy() {
		Policy policy = this.plan.policy();
		List<ScaleDescriptor> scales = new ArrayList<>();
		new TreeMap<>(policy.scales()).forEach((service, scale) -> scales.add(scale(service, scale)));
		return new PolicyDescriptor(topology(policy.topology()), new TreeMap<>(policy.modes()), scales);
	}

	private static @Nullable String topology(Topology topology) {
		return topology.equals(Topology.NONE) ? null : topology.toString();
	}

	private static ScaleDescriptor scale(ServiceId service, Policy.Scale scale) {
		return new ScaleDescriptor(service.name(), service.version(), scale.target(), scale.byLoad(), scale.byTraffic(),
				Instant.ofEpochMilli(scale.since()));
	}

	private String name(NodeId id) {
		Node member = this.view.find(id);
		return (member != null) ? member.name() : id.toString();
	}

}

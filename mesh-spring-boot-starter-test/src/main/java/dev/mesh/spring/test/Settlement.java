package dev.mesh.spring.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until nodes agree: one view of just these nodes, one plan, and every instance of
 * the plan ready where all of them can see it.
 */
final class Settlement {

	private final List<MeshTestNode> nodes;

	Settlement(List<MeshTestNode> nodes) {
		this.nodes = nodes;
	}

	void await(Duration timeout) {
		try {
			Awaitility.await().atMost(timeout).pollInterval(Duration.ofMillis(20)).until(this::isSettled);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("not settled within " + timeout + ":" + describe(), ex);
		}
	}

	private boolean isSettled() {
		return this.nodes.stream().allMatch(this::seesAllNodes)
				&& this.nodes.stream().map((node) -> node.mesh().plans().get().epoch()).distinct().count() <= 1
				&& this.nodes.stream().allMatch(Settlement::seesThePlanCarriedOut);
	}

	private boolean seesAllNodes(MeshTestNode node) {
		Set<String> expected = this.nodes.stream().map(MeshTestNode::name).collect(Collectors.toSet());
		Set<String> seen = node.mesh().cluster().view().members().stream().map(Node::name).collect(Collectors.toSet());
		return seen.equals(expected);
	}

	private static boolean seesThePlanCarriedOut(MeshTestNode node) {
		Plan plan = node.mesh().plans().get();
		DirectorySnapshot directory = node.mesh().directory().snapshot();
		if (directory.entries().size() != directory.view().members().size()) {
			return false;
		}
		boolean offered = directory.entries().values().stream().anyMatch((entry) -> !entry.offers().isEmpty());
		return (!offered || plan.epoch() > 0) && plan.isFinal()
				&& directory.entries().values().stream().allMatch((entry) -> carriesOut(entry, plan));
	}

	private static boolean carriesOut(NodeEntry entry, Plan plan) {
		Map<ServiceId, Integer> placed = new HashMap<>();
		plan.assignment().counts().forEach((service, nodes) -> {
			int count = nodes.getOrDefault(entry.node(), 0);
			if (count > 0) {
				placed.put(service, count);
			}
		});
		Map<ServiceId, Integer> live = new HashMap<>();
		entry.instances().forEach((instance) -> live.merge(instance.service(), 1, Integer::sum));
		return live.equals(placed)
				&& entry.instances().stream().allMatch((instance) -> instance.status() == InstanceStatus.READY);
	}

	private String describe() {
		return this.nodes.stream()
			.map((node) -> "\n" + node.name() + " sees " + node.mesh().cluster().view() + ", "
					+ node.mesh().plans().get() + " and " + node.mesh().directory().snapshot().entries())
			.collect(Collectors.joining());
	}

}

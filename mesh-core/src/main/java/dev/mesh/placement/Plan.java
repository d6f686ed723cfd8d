package dev.mesh.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * What should run where.
 *
 * @param epoch grows with every plan; a node ignores a plan older than the one it has
 * @param assignments the nodes of each service; a service without a node is not in it
 * @param pending what could not be placed, with the reason
 */
public record Plan(long epoch, Map<ServiceId, Set<NodeId>> assignments, List<Pending> pending) {

	/**
	 * The plan before the first: nothing placed.
	 */
	public static final Plan NONE = new Plan(0, Map.of(), List.of());

	public Plan {
		assignments = Map.copyOf(assignments);
		pending = List.copyOf(pending);
	}

	/**
	 * Instances that are wanted and have no node.
	 *
	 * @param service the service
	 * @param missing how many instances
	 * @param reason why
	 */
	public record Pending(ServiceId service, int missing, String reason) {

	}

}

package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.spring.autoconfigure.actuate.MeshDescriptor.PendingDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@code /actuator/mesh/placement} answers.
 *
 * @param epoch grows with every plan
 * @param assignments what is to be live now
 * @param goal where the moves lead, {@code null} once the assignments are the goal
 * @param pending what could not be placed
 * @param policy what operators decided
 * @param advice what is known of calls and was done about them, {@code null} on nodes
 * that do not lead
 */
public record PlacementDescriptor(long epoch, List<AssignmentDescriptor> assignments,
		@Nullable List<AssignmentDescriptor> goal, List<PendingDescriptor> pending, PolicyDescriptor policy,
		@Nullable AdviceDescriptor advice) implements OperationResponseBody {

	/**
	 * Where a service is placed.
	 *
	 * @param service the name
	 * @param version the version
	 * @param nodes the names of the nodes, one for each instance; the id of one that has
	 * left
	 */
	public record AssignmentDescriptor(String service, String version, List<String> nodes) {

	}

	/**
	 * What operators decided, and what was decided under their rules.
	 *
	 * @param topology the topology in force, on one line; {@code null} if none was
	 * submitted
	 * @param nodes the nodes that are not open, by name
	 * @param scales how many instances elastic services have at present
	 */
	public record PolicyDescriptor(@Nullable String topology, Map<String, Mode> nodes, List<ScaleDescriptor> scales) {

	}

	/**
	 * The present target of an elastic service.
	 *
	 * @param service the name
	 * @param version the version
	 * @param target how many instances, 0 for the fewest: the greater of the two numbers
	 * that follow
	 * @param byLoad how many its load asks for, 0 if it never asked for more than the
	 * fewest
	 * @param byTraffic how many are to run next to its callers, 0 if that is no reason
	 * @param since when the number by load was set
	 */
	public record ScaleDescriptor(String service, String version, int target, int byLoad, int byTraffic,
			Instant since) {

	}

}

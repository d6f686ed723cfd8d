package dev.mesh.placement.solver;

import java.util.List;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * Who calls whom, and how much. Immutable.
 *
 * @param between calls from one service to another, wherever their instances are
 * @param entering calls to a service from code on a node that belongs to no service, such
 * as a web controller
 */
public record Traffic(List<Between> between, List<Entering> entering) {

	/**
	 * Nothing measured.
	 */
	public static final Traffic NONE = new Traffic(List.of(), List.of());

	public Traffic {
		between = List.copyOf(between);
		entering = List.copyOf(entering);
	}

	/**
	 * Calls between services.
	 *
	 * @param caller the calling service
	 * @param callee the called service
	 * @param callsPerSecond all instances together
	 * @param bytesPerSecond requests and replies, all instances together, as far as they
	 * crossed the network
	 */
	public record Between(ServiceId caller, ServiceId callee, double callsPerSecond, double bytesPerSecond) {

	}

	/**
	 * Calls that come from outside of all services.
	 *
	 * @param node where they start
	 * @param callee the called service
	 * @param callsPerSecond how many
	 * @param bytesPerSecond requests and replies
	 */
	public record Entering(NodeId node, ServiceId callee, double callsPerSecond, double bytesPerSecond) {

	}

}

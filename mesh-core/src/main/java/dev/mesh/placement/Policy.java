package dev.mesh.placement;

import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host.Mode;

/**
 * What operators decided, and what was decided for them under their rules. Immutable.
 *
 * @param modes the nodes that are not open, by name: a node that comes back under its
 * name finds what was decided
 * @param scales the present targets of elastic services
 */
public record Policy(Map<String, Mode> modes, Map<ServiceId, Scale> scales) {

	/**
	 * Nothing decided.
	 */
	public static final Policy NONE = new Policy(Map.of(), Map.of());

	public Policy {
		modes = Map.copyOf(modes);
		scales = Map.copyOf(scales);
	}

	/**
	 * The present target of an elastic service.
	 *
	 * @param target how many instances
	 * @param since when it was set, in milliseconds of the epoch
	 */
	public record Scale(int target, long since) {

	}

}

package dev.mesh.placement;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.topology.Topology;

/**
 * What operators decided, and what was decided for them under their rules. Immutable.
 *
 * @param topology what they submitted
 * @param modes the nodes that are not open, by name: a node that comes back under its
 * name finds what was decided
 * @param scales the present targets of elastic services
 */
public record Policy(Topology topology, Map<String, Mode> modes, Map<ServiceId, Scale> scales) {

	/**
	 * Nothing decided.
	 */
	public static final Policy NONE = new Policy(Topology.NONE, Map.of(), Map.of());

	public Policy {
		modes = Map.copyOf(modes);
		scales = Map.copyOf(scales);
	}

	Policy withTopology(Topology submitted) {
		return new Policy(submitted, this.modes, this.scales);
	}

	Policy withMode(String node, Mode mode) {
		Map<String, Mode> changed = new HashMap<>(this.modes);
		if (mode == Mode.OPEN) {
			changed.remove(node);
		}
		else {
			changed.put(node, mode);
		}
		return new Policy(this.topology, changed, this.scales);
	}

	Policy withScales(Map<ServiceId, Scale> changed) {
		return new Policy(this.topology, this.modes, changed);
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

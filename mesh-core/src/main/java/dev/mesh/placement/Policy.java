package dev.mesh.placement;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Host.Mode;
import dev.mesh.placement.spec.Replicas;
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
	 * Return the same with other numbers wanted for the sake of callers.
	 * @param byTraffic the numbers; services that are not named have none
	 */
	Policy withTraffic(Map<ServiceId, Integer> byTraffic) {
		Map<ServiceId, Scale> changed = new HashMap<>();
		this.scales.forEach((service, scale) -> changed.put(service, scale.withTraffic(0)));
		byTraffic.forEach(
				(service, count) -> changed.put(service, changed.getOrDefault(service, Scale.NONE).withTraffic(count)));
		changed.values().removeIf(Scale.NONE::equals);
		return withScales(changed);
	}

	/**
	 * The present targets of an elastic service.
	 *
	 * @param byLoad how many instances its load asks for, 0 if it never asked for more
	 * than the fewest
	 * @param byTraffic how many are to run next to its callers, 0 if that is no reason
	 * @param since when the number by load was set, in milliseconds of the epoch
	 */
	public record Scale(int byLoad, int byTraffic, long since) {

		static final Scale NONE = new Scale(0, 0, 0);

		/**
		 * Return how many instances are wanted.
		 * @return the number, 0 for the fewest
		 */
		public int target() {
			return Math.max(this.byLoad, this.byTraffic);
		}

		/** Kept to what may be: a number by load from the fewest on. */
		Scale within(Replicas replicas) {
			return new Scale(Math.max(replicas.min(), Math.min(this.byLoad, replicas.max())),
					Math.min(this.byTraffic, replicas.max()), this.since);
		}

		Scale withTraffic(int count) {
			return new Scale(this.byLoad, count, this.since);
		}

	}

}

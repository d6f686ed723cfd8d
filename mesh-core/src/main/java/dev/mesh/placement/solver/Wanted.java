package dev.mesh.placement.solver;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * A service to place.
 *
 * @param spec what is asked
 * @param target how many instances are wanted now, within the spec's replicas; for
 * {@code all} it is ignored
 * @param offered the nodes that have its classes and on which it is enabled
 * @param barred the nodes that failed to start it and are left alone for a while, with
 * the failure in a few words
 * @param load the measured load of one instance, in units of capacity; 0 if not measured
 * @param startUp how long an instance took to start, zero if not measured
 */
public record Wanted(ServiceSpec spec, int target, Set<NodeId> offered, Map<NodeId, String> barred, double load,
		Duration startUp) {

	public Wanted {
		offered = Set.copyOf(offered);
		barred = Map.copyOf(barred);
	}

	/**
	 * A service of which nothing has been measured.
	 * @param spec what is asked; the fewest replicas are the target
	 * @param offered the nodes that offer it
	 */
	public Wanted(ServiceSpec spec, Set<NodeId> offered) {
		this(spec, spec.replicas().min(), offered, Map.of(), 0, Duration.ZERO);
	}

}

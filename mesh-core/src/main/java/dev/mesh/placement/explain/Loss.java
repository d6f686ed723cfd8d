package dev.mesh.placement.explain;

import java.util.List;

import dev.mesh.directory.ServiceId;

/**
 * What the death of one node, or of all nodes of a zone, would mean, once what can be
 * placed elsewhere has been. Immutable.
 *
 * @param kind whether a node or a zone
 * @param name the node's or the zone's name
 * @param region the region it is in
 * @param pending the services that would be below their fewest by more than they are, by
 * name
 * @param reduced those that would have their fewest, but less than are wanted and less
 * than they have
 * @param overloaded the nodes whose load would be beyond their capacity, and greater than
 * it is
 * @param proven whether it is proven that the pending instances could not all be placed;
 * true if there are none
 * @param sentence the same in words
 */
public record Loss(Kind kind, String name, String region, List<Shortage> pending, List<Shortage> reduced,
		List<Overload> overloaded, boolean proven, String sentence) {

	public Loss {
		pending = List.copyOf(pending);
		reduced = List.copyOf(reduced);
		overloaded = List.copyOf(overloaded);
	}

	/**
	 * What is lost.
	 */
	public enum Kind {

		/** One node. */
		NODE,

		/** All nodes of a zone. */
		ZONE

	}

	/**
	 * Tell whether anything would be missing, or a node overloaded.
	 * @return whether there is harm
	 */
	public boolean isHarmful() {
		return !this.pending.isEmpty() || !this.reduced.isEmpty() || !this.overloaded.isEmpty();
	}

	/**
	 * A service with fewer instances than it should have.
	 *
	 * @param service the service
	 * @param left how many it would have
	 * @param due how many it must have or, if only reduced, are wanted
	 */
	public record Shortage(ServiceId service, int left, int due) {

	}

	/**
	 * A node with more load than capacity: measured load where there is any, else demand.
	 *
	 * @param node the node's name
	 * @param load its load
	 * @param capacity its capacity, in the same units
	 */
	public record Overload(String node, double load, double capacity) {

	}

}

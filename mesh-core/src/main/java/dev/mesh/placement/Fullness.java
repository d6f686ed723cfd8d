package dev.mesh.placement;

import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Wanted;

/**
 * How full the nodes of a world are when all that is wanted runs.
 */
final class Fullness {

	/** What an instance counts of which nothing is known, as in the solver. */
	private static final double UNKNOWN_SIZE = 0.1;

	private final World world;

	Fullness(World world) {
		this.world = world;
	}

	/**
	 * Return the part of the nodes' capacity that is taken.
	 * @return the part, 0 if there is none to take
	 */
	double part() {
		double capacity = this.world.hosts()
			.stream()
			.filter((host) -> host.mode() == Host.Mode.OPEN)
			.mapToDouble((host) -> host.node().capacity())
			.sum();
		double taken = this.world.services().stream().mapToDouble(Fullness::taken).sum();
		return (capacity > 0) ? taken / capacity : 0;
	}

	private static double taken(Wanted wanted) {
		long offered = wanted.offered().size();
		long instances = wanted.spec().replicas().isAll() ? offered
				: Math.min(wanted.target(), offered * wanted.spec().maxPerNode());
		double demand = wanted.spec().demand();
		return instances * ((wanted.load() > 0) ? wanted.load() : (demand > 0) ? demand : UNKNOWN_SIZE);
	}

}

package dev.mesh.placement;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.solver.Weights;
import dev.mesh.placement.traffic.FlowModel;

/**
 * What nodes reported of the services. It decides which of several possible goals is the
 * better one, and never that a new one is looked for.
 *
 * @param traffic who calls whom
 * @param startUps how long an instance takes to start
 * @param say what the traffic has to say
 */
record Measured(Traffic traffic, Map<ServiceId, Duration> startUps, Say say) {

	static final Measured NOTHING = new Measured(Traffic.NONE, Map.of(), Say.NONE);

	/** What a move costs that would be made without knowing what it parts. */
	private static final double BLIND_MOVE = 100;

	Measured {
		startUps = Map.copyOf(startUps);
	}

	Measured saying(Say other) {
		return new Measured(this.traffic, this.startUps, other);
	}

	Wanted of(Wanted wanted) {
		Duration startUp = this.startUps.getOrDefault(wanted.spec().service(), wanted.startUp());
		return new Wanted(wanted.spec(), wanted.target(), wanted.offered(), wanted.barred(), wanted.load(), startUp);
	}

	/**
	 * Return the traffic as the solver is to see it: to it, each instance of a caller
	 * makes as many calls as the others. Those of a caller that is wherever it can be,
	 * and hence does not move, are told by the node where they are made.
	 */
	Traffic traffic(List<Node> nodes, List<Wanted> services, Assignment current) {
		Set<ServiceId> everywhere = services.stream()
			.filter((wanted) -> current.nodesOf(wanted.spec().service()).containsAll(wanted.offered()))
			.map((wanted) -> wanted.spec().service())
			.collect(Collectors.toSet());
		return this.traffic.between().isEmpty() ? this.traffic
				: new FlowModel(nodes, this.traffic).withFixed(everywhere, current);
	}

	/**
	 * Return what counts how much. Where traffic decides, an uneven load counts by how
	 * full the nodes are: it hurts when they are full, and is no reason to make calls
	 * cross the network while they are nearly empty.
	 * @param set the weights that are set
	 * @param fullness of the nodes' capacity, the part that is taken
	 */
	Weights weights(Weights set, double fullness) {
		return switch (this.say) {
			case NONE -> set;
			case NOT_KNOWN_YET -> new Weights(set.bias(), set.zones(), set.load(), set.traffic(),
					Math.min(1_000_000, set.moving() * BLIND_MOVE));
			case DECIDES -> new Weights(set.bias(), set.zones(), set.load() * Math.min(1, fullness * fullness),
					set.traffic(), set.moving());
		};
	}

	/**
	 * What traffic has to say about where things run.
	 */
	enum Say {

		/** It is one cost among others. */
		NONE,

		/**
		 * It will decide, and nobody knows it yet: what runs together may do so for its
		 * sake, and is left where it is.
		 */
		NOT_KNOWN_YET,

		/** Where calls go comes before an even load. */
		DECIDES

	}

}

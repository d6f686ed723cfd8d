package dev.mesh.placement;

import java.time.Duration;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;

/**
 * What nodes reported of the services. It decides which of several possible goals is the
 * better one, and never that a new one is looked for.
 *
 * @param traffic who calls whom
 * @param startUps how long an instance takes to start
 */
record Measured(Traffic traffic, Map<ServiceId, Duration> startUps) {

	static final Measured NOTHING = new Measured(Traffic.NONE, Map.of());

	Measured {
		startUps = Map.copyOf(startUps);
	}

	Wanted of(Wanted wanted) {
		Duration startUp = this.startUps.getOrDefault(wanted.spec().service(), wanted.startUp());
		return new Wanted(wanted.spec(), wanted.target(), wanted.offered(), wanted.barred(), wanted.load(), startUp);
	}

}

package dev.mesh.placement.advice;

import java.time.Instant;
import java.util.List;

import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.traffic.Flow;

/**
 * What the advisor sees at one moment.
 *
 * @param nanos the time, as by {@link System#nanoTime()}
 * @param time the time of the day, for events
 * @param settled whether all that is planned runs, and nothing else
 * @param fresh whether it is known from all nodes who calls whom
 * @param basis changes with everything but measurements
 * @param problem the world; what is current is what is planned
 * @param flows how far calls go, smoothed over some reports
 * @param lastFlows how far they went by the last reports alone
 */
public record Sight(long nanos, Instant time, boolean settled, boolean fresh, int basis, Problem problem,
		List<Flow> flows, List<Flow> lastFlows) {

	public Sight {
		flows = List.copyOf(flows);
		lastFlows = List.copyOf(lastFlows);
	}

}

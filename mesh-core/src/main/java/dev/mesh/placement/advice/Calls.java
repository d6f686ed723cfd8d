package dev.mesh.placement.advice;

import java.util.List;

import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.traffic.Flow;

/**
 * The calls that were measured.
 *
 * @param traffic who calls whom
 * @param flows how far calls go, smoothed over some reports
 * @param lastFlows how far they went by the last reports alone
 */
public record Calls(Traffic traffic, List<Flow> flows, List<Flow> lastFlows) {

	public Calls {
		flows = List.copyOf(flows);
		lastFlows = List.copyOf(lastFlows);
	}

}

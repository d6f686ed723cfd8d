package dev.mesh.placement.advice;

import java.time.Instant;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;

/**
 * What the advisor sees at one moment.
 *
 * @param nanos the time, as by {@link System#nanoTime()}
 * @param time the time of the day, for events
 * @param settled whether all that is planned runs, and nothing else
 * @param fresh whether it is known from all nodes who calls whom
 * @param basis changes with everything but measurements
 * @param problem the world; what is current is what is planned
 * @param spans how many instances elastic services may have
 * @param calls who calls whom and how far
 * @param busiest the part of its processors that the busiest node uses, 0 to 1
 */
public record Sight(long nanos, Instant time, boolean settled, boolean fresh, int basis, Problem problem,
		Map<ServiceId, Span> spans, Calls calls, double busiest) {

	public Sight {
		spans = Map.copyOf(spans);
	}

}

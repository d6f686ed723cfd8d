package dev.mesh.placement.advice;

import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;

/**
 * What to head for. Immutable.
 *
 * @param goal what is to run where
 * @param byTraffic how many instances of elastic services are wanted for the sake of who
 * calls them; of those that are not named, none beyond what is wanted anyway
 */
public record Aim(Assignment goal, Map<ServiceId, Integer> byTraffic) {

	public Aim {
		byTraffic = Map.copyOf(byTraffic);
	}

	/** What is beyond the least is there by traffic. */
	static Aim at(Assignment goal, Map<ServiceId, Span> spans) {
		Map<ServiceId, Integer> byTraffic = new TreeMap<>();
		spans.forEach((service, span) -> {
			int total = goal.total(service);
			if (total > span.least()) {
				byTraffic.put(service, total);
			}
		});
		return new Aim(goal, byTraffic);
	}

}

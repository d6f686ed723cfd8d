package dev.mesh.placement.advice;

import java.util.List;

import dev.mesh.placement.solver.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What the advisor knows and has done, as the coordinator shows it.
 *
 * @param traffic who calls whom
 * @param callsPerSecond how many calls there are, those within a node included
 * @param distance how far one goes, on average
 * @param advice what is proposed, {@code null} if nothing is
 * @param events what was done, the latest last
 */
public record AdviceState(Traffic traffic, double callsPerSecond, double distance, @Nullable Advice advice,
		List<AdviceEvent> events) {

	/**
	 * That of a node that does not advise.
	 */
	public static final AdviceState NONE = new AdviceState(Traffic.NONE, 0, 0, null, List.of());

	public AdviceState {
		events = List.copyOf(events);
	}

}

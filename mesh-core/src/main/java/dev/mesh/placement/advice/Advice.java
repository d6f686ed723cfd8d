package dev.mesh.placement.advice;

import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * Moves that would save calls over distance.
 *
 * @param moves the moves, which belong together
 * @param goal what runs where after them
 * @param cost what calls cost now: calls a second times the distance each goes
 * @param saving how much less they would cost
 * @param reasons the calls that save, those that save most first
 */
public record Advice(List<Move> moves, Assignment goal, double cost, double saving, List<Reason> reasons) {

	public Advice {
		moves = List.copyOf(moves);
		reasons = List.copyOf(reasons);
	}

	/**
	 * Calls that would go less far.
	 *
	 * @param caller the calling service, {@code null} for code that belongs to none
	 * @param callee the called service
	 * @param callsPerSecond how many
	 * @param before how far one goes now, on average
	 * @param after how far it would go
	 */
	public record Reason(@Nullable ServiceId caller, ServiceId callee, double callsPerSecond, double before,
			double after) {

	}

}

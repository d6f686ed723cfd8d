package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.spring.autoconfigure.actuate.AdmissionDescriptor.MoveDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator knows of calls, and did to make them go less far.
 *
 * @param proposal the moves that are proposed or being tried, {@code null} if there are
 * none
 * @param events what was done, the latest last
 * @param callsPerSecond how many calls there are, those within a node included
 * @param distance how far one goes on average: 0 within a node, 1 within a zone, 10
 * within a region, 50 beyond
 * @param calls who calls whom, the most first
 */
public record AdviceDescriptor(@Nullable ProposalDescriptor proposal, List<EventDescriptor> events,
		double callsPerSecond, double distance, List<CallsDescriptor> calls) {

	/**
	 * Moves that would save calls over distance.
	 *
	 * @param moves the moves, which belong together
	 * @param cost what calls cost now: calls a second times the distance each goes
	 * @param saving how much less they would cost
	 * @param reasons the calls that save, those that save most first
	 */
	public record ProposalDescriptor(List<MoveDescriptor> moves, double cost, double saving,
			List<ReasonDescriptor> reasons) {

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
	public record ReasonDescriptor(@Nullable String caller, String callee, double callsPerSecond, double before,
			double after) {

	}

	/**
	 * Something that was done.
	 *
	 * @param at when
	 * @param kind what
	 * @param moves the moves it is about
	 * @param predicted the distance that each call was to save
	 * @param measured the distance that each saved, 0 where that was not measured
	 * @param why the reason in a sentence
	 */
	public record EventDescriptor(Instant at, AdviceEvent.Kind kind, List<MoveDescriptor> moves, double predicted,
			double measured, String why) {

	}

	/**
	 * Calls from one to another.
	 *
	 * @param caller the calling service, {@code null} for code that belongs to none
	 * @param node the node on which that code is, {@code null} for a service
	 * @param callee the called service
	 * @param callsPerSecond how many
	 * @param bytesPerSecond requests and replies over the network
	 */
	public record CallsDescriptor(@Nullable String caller, @Nullable String node, String callee, double callsPerSecond,
			double bytesPerSecond) {

	}

}

package dev.mesh.placement.advice;

import java.time.Instant;
import java.util.List;

/**
 * Something that the advisor did.
 *
 * @param at when
 * @param kind what
 * @param moves the moves it is about
 * @param predicted the distance that each call from or to what moves was to save
 * @param measured the distance that each saved, 0 where that was not measured
 * @param why the reason in a sentence
 */
public record AdviceEvent(Instant at, Kind kind, List<Move> moves, double predicted, double measured, String why) {

	public AdviceEvent {
		moves = List.copyOf(moves);
	}

	/**
	 * What was done.
	 */
	public enum Kind {

		/** Moves were proposed, and left to operators. */
		ADVISED,

		/** Moves were begun. */
		APPLIED,

		/** Moves paid, or nothing speaks against them. */
		KEPT,

		/** Moves did not pay and are taken back. */
		UNDONE,

		/** Instances that their callers no longer pay for are given back. */
		GIVEN_BACK,

		/** The world changed before it showed whether the moves paid. */
		OVERTAKEN

	}

}

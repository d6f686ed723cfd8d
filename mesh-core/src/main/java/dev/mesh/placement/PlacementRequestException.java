package dev.mesh.placement;

import java.util.List;

/**
 * A request to placement that came to nothing: nothing was changed, unless the answer was
 * lost ({@link Reason#COORDINATOR_CHANGED} and {@link Reason#TIMEOUT}).
 */
public final class PlacementRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	@SuppressWarnings("serial") // never serialized: answers have a form of their own
	private final List<Conflict> conflicts;

	/**
	 * Make an exception.
	 * @param reason the kind of failure
	 * @param message what happened and what to do
	 */
	public PlacementRequestException(Reason reason, String message) {
		this(reason, message, List.of());
	}

	/**
	 * Make an exception.
	 * @param reason the kind of failure
	 * @param message what happened and what to do
	 * @param conflicts what stands against the request
	 */
	public PlacementRequestException(Reason reason, String message, List<Conflict> conflicts) {
		super(message);
		this.reason = reason;
		this.conflicts = List.copyOf(conflicts);
	}

	/**
	 * Return the kind of failure.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Return what stands against the request.
	 * @return the conflicts; empty but for {@link Reason#CONFLICT}
	 */
	public List<Conflict> conflicts() {
		return this.conflicts;
	}

	/**
	 * Tell whether the same request may succeed a little later.
	 * @return whether to try again
	 */
	public boolean isRetryable() {
		return switch (this.reason) {
			case NOT_READY, COORDINATOR_CHANGED, TIMEOUT -> true;
			case MALFORMED, TOO_LONG, UNKNOWN_NODE, CONFLICT -> false;
		};
	}

	/**
	 * Kinds of failures.
	 */
	public enum Reason {

		/** The topology is not understood. */
		MALFORMED,

		/** The topology is longer than what can be sent. */
		TOO_LONG,

		/** No live node has the name. */
		UNKNOWN_NODE,

		/** Services would miss more of their fewest instances than they do now. */
		CONFLICT,

		/**
		 * This node is no member, or the coordinator has not heard of all members yet, or
		 * too many requests are waiting.
		 */
		NOT_READY,

		/** Another node became coordinator before an answer came. */
		COORDINATOR_CHANGED,

		/** No answer came in time. */
		TIMEOUT

	}

}

package dev.mesh.route;

/**
 * A request about a route that changed nothing.
 */
public final class RouteRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	/**
	 * Make an exception.
	 * @param reason the kind of failure
	 * @param message what happened and what to do
	 */
	public RouteRefusedException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return the kind of failure.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Kinds of failures.
	 */
	public enum Reason {

		/** No live node offers the service. */
		UNKNOWN_SERVICE,

		/** What is asked cannot be done. */
		REFUSED,

		/** This node is stopped, or has too much to do. */
		NOT_READY

	}

}

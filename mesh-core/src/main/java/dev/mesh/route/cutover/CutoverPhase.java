package dev.mesh.route.cutover;

/**
 * Where a cutover stands. The order is on the wire: new ones are added at the end.
 */
public enum CutoverPhase {

	/** Calls are repeated on the new version, which warms up. */
	SHADOW,

	/** Calls are repeated on the new version and the responses judged. */
	COMPARE,

	/** The new version takes calls, step by step. */
	RAMP,

	/** The new version takes all calls. */
	COMMITTED,

	/** A guard tripped: the old version takes all calls. */
	ROLLED_BACK,

	/** An operator ended it: the old version takes all calls. */
	ABORTED;

	/**
	 * Tell whether nothing follows any more.
	 * @return whether it has ended
	 */
	public boolean isOver() {
		return this == COMMITTED || this == ROLLED_BACK || this == ABORTED;
	}

}

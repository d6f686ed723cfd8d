package dev.mesh.placement.advice;

import java.time.Duration;

/**
 * How many instances may be moved: so many a minute on average. Moves that belong
 * together are not torn apart: more than a minute's worth may go at once when nothing
 * went before, and is made up for afterwards.
 */
final class MoveBudget {

	private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

	private final int perMinute;

	private double left;

	private long nanos;

	MoveBudget(int perMinute, long nanos) {
		this.perMinute = perMinute;
		this.left = perMinute;
		this.nanos = nanos;
	}

	boolean allows(int moves, long now) {
		this.left = Math.min(this.perMinute, this.left + (now - this.nanos) * this.perMinute / MINUTE_NANOS);
		this.nanos = now;
		return this.left >= Math.min(moves, this.perMinute);
	}

	void spend(int moves) {
		this.left -= moves;
	}

}

package dev.mesh.rpc.call;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What a call has under way, from sending to the first answer: one {@link Attempt}, or a
 * {@link Race} of two.
 */
abstract class Flight extends Suspension {

	/** The client watches deadlines; this is for a client that forgets one. */
	private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/**
	 * Return the attempt that was answered.
	 * @return the attempt, or {@code null} if all have failed
	 */
	abstract @Nullable Attempt answered();

	/**
	 * Return the attempts in the order in which they were sent.
	 */
	abstract List<Attempt> attempts();

	/**
	 * Return when the first attempt was sent.
	 */
	abstract long sentNanos();

	/**
	 * Return when not to rely on the client any more.
	 * @param deadlineNanos when the caller stops waiting
	 * @return the time in terms of {@link System#nanoTime()}
	 */
	static long lapseNanos(long deadlineNanos) {
		return deadlineNanos + GRACE_NANOS;
	}

}

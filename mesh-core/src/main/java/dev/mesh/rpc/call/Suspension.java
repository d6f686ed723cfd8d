package dev.mesh.rpc.call;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that an outbound call waits for. The first to settle it, be it the event, the
 * clock or the caller who gives up, decides how it ends; the others come too late.
 */
abstract class Suspension {

	private final AtomicBoolean settled = new AtomicBoolean();

	/**
	 * Claim the end of the wait.
	 * @return whether the calling thread is the first
	 */
	final boolean settle() {
		return this.settled.compareAndSet(false, true);
	}

	final boolean isSettled() {
		return this.settled.get();
	}

	/**
	 * End the wait without carrying on with the call.
	 * @return whether it had not ended yet
	 */
	abstract boolean abandon();

	/**
	 * End the wait because its time is up, and carry on with the call.
	 */
	abstract void expire();

	/**
	 * Return when the time is up.
	 * @return the time in terms of {@link System#nanoTime()}
	 */
	abstract long expiryNanos();

}

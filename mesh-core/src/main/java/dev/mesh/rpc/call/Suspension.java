package dev.mesh.rpc.call;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Something that an outbound call waits for. The first to settle it, be it the event, the
 * clock or the caller who gives up, decides how it ends; the others come too late.
 */
abstract class Suspension {

	private static final AtomicIntegerFieldUpdater<Suspension> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(Suspension.class, "settled");

	@SuppressWarnings("unused") // through its updater
	private volatile int settled;

	/**
	 * Claim the end of the wait.
	 * @return whether the calling thread is the first
	 */
	final boolean settle() {
		return this.settled == 0 && SETTLED.compareAndSet(this, 0, 1);
	}

	final boolean isSettled() {
		return this.settled != 0;
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

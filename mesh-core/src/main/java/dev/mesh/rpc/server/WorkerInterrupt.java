package dev.mesh.rpc.server;

import org.jspecify.annotations.Nullable;

/**
 * Interrupts the worker that runs one call, and never the call it runs next.
 */
final class WorkerInterrupt {

	private boolean cancelled;

	private @Nullable Thread worker;

	/**
	 * Begin, on the worker.
	 * @return false if the call has been cancelled
	 */
	synchronized boolean begin() {
		if (this.cancelled) {
			return false;
		}
		this.worker = Thread.currentThread();
		return true;
	}

	/**
	 * End, on the worker; an interrupt that was not noticed is taken back.
	 */
	synchronized void end() {
		this.worker = null;
		if (this.cancelled) {
			Thread.interrupted();
		}
	}

	/**
	 * Cancel, from any thread.
	 */
	synchronized void cancel() {
		this.cancelled = true;
		if (this.worker != null) {
			this.worker.interrupt();
		}
	}

	synchronized boolean isCancelled() {
		return this.cancelled;
	}

}

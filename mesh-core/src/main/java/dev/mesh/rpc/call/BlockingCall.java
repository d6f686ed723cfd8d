package dev.mesh.rpc.call;

import java.util.concurrent.locks.LockSupport;

import dev.mesh.rpc.wire.ServingThreads;
import org.jspecify.annotations.Nullable;

/**
 * A call whose caller waits and carries it on itself.
 */
final class BlockingCall extends OutboundCall {

	private final Thread caller = Thread.currentThread();

	private volatile boolean resumed;

	private boolean ended;

	private @Nullable Object result;

	private @Nullable Throwable failure;

	BlockingCall(MethodCall method, @Nullable Object[] arguments, long deadlineNanos, Aim aim) {
		super(method, arguments, deadlineNanos, aim);
	}

	@Nullable Object call() throws Throwable {
		step();
		while (!this.ended) {
			awaitResumption();
			if (!this.ended) {
				step();
			}
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.result;
	}

	private void awaitResumption() {
		boolean interrupted = false;
		while (!this.resumed && !this.ended) {
			Suspension waited = suspension();
			long left = (waited != null) ? waited.expiryNanos() - System.nanoTime() : 0;
			if (waited != null && left <= 0) {
				waited.expire();
				// Else the outcome has just come and its thread is about to resume us.
				Thread.onSpinWait();
				continue;
			}
			ServingThreads.aboutToWait();
			LockSupport.parkNanos(this, left);
			if (Thread.interrupted()) {
				interrupted = true;
				giveUp();
			}
		}
		this.resumed = false;
		if (interrupted) {
			this.caller.interrupt();
		}
	}

	private void giveUp() {
		Throwable abandoned = abandon(new InterruptedException("interrupted while waiting for the reply"));
		if (abandoned != null) {
			end(null, abandoned);
		}
	}

	@Override
	boolean isOnCallersStack() {
		return true;
	}

	@Override
	void resume() {
		this.resumed = true;
		LockSupport.unpark(this.caller);
	}

	@Override
	void await(Pause pause) {
		// The caller's own wait ends when the pause expires.
	}

	@Override
	void awaitHedge(Race race) {
		// The same.
	}

	@Override
	void runHere(Runnable task) {
		task.run();
	}

	@Override
	boolean isGivenUp() {
		return this.caller.isInterrupted();
	}

	@Override
	void end(@Nullable Object value, @Nullable Throwable thrown) {
		this.result = value;
		this.failure = thrown;
		this.ended = true;
	}

}

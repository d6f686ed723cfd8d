package dev.mesh.rpc.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.LocalInstance;

/**
 * The gate in front of one bean: open from the start, closed once and for all, and idle
 * when it is closed and the last call has left. Safe for use by any thread.
 */
public final class InstanceGate implements LocalInstance {

	/*
	 * Two promises: after close() no call enters, and idle is signalled exactly when the
	 * last call that entered has left.
	 *
	 * A call enters by adding 1 to its stripe and then reading 'closed'; close() writes
	 * 'closed' and then sums the stripes. All four are sequentially consistent, so of a
	 * call and a close at least one sees the other (Dekker): either the call reads
	 * 'closed', takes its 1 back and is refused, or its 1 precedes the write and is seen
	 * by every sum taken afterwards.
	 *
	 * Hence, once 'closed' is written, the additions of successful calls are all in. What
	 * can still change is subtractions by leaving calls, and a 1 added and taken back on
	 * the same stripe by refused ones, which can make a sum too large but never too
	 * small. The stripes need not be read at one instant: a leaving call may subtract
	 * from another stripe than it added to, but it was added before the sum began, so a
	 * sum of 0 means that every call has left.
	 *
	 * No signal is lost: whoever subtracts looks at 'closed' afterwards and, if set,
	 * sums. The last subtraction in the order of all atomic operations either precedes
	 * the write of 'closed', and then close() itself finds 0, or its thread reads
	 * 'closed', finds all others' subtractions done and the sum to be 0.
	 */

	private final ServiceId service;

	private final Object bean;

	private final StripedCounter inFlight = new StripedCounter();

	private final CompletableFuture<Void> idle = new CompletableFuture<>();

	/** One for each open stream. */
	private final Set<Runnable> endActions = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	private volatile boolean ended;

	public InstanceGate(ServiceId service, Object bean) {
		this.service = service;
		this.bean = bean;
	}

	@Override
	public ServiceId service() {
		return this.service;
	}

	@Override
	public Object bean() {
		return this.bean;
	}

	@Override
	public boolean enter() {
		int stripe = this.inFlight.stripe();
		this.inFlight.add(stripe, 1);
		if (!this.closed) {
			return true;
		}
		this.inFlight.add(stripe, -1);
		signalIfIdle();
		return false;
	}

	@Override
	public void exit() {
		this.inFlight.add(this.inFlight.stripe(), -1);
		if (this.closed) {
			signalIfIdle();
		}
	}

	/**
	 * Close the gate: no call enters from here on, those inside finish. Closing a closed
	 * gate does nothing.
	 * @return completes when the last call has left, on the thread of that call: attach
	 * only what is short, or name an executor
	 */
	public CompletionStage<Void> close() {
		this.closed = true;
		signalIfIdle();
		return this.idle.minimalCompletionStage();
	}

	@Override
	public void onEnd(Runnable action) {
		this.endActions.add(action);
		if (this.ended && this.endActions.remove(action)) {
			action.run();
		}
	}

	@Override
	public void forgetOnEnd(Runnable action) {
		this.endActions.remove(action);
	}

	/**
	 * Cut off what is still inside and would go on without the bean, which is about to
	 * end. Close the gate, and wait as long as is due, before.
	 */
	public void end() {
		this.ended = true;
		for (Runnable action : List.copyOf(this.endActions)) {
			if (this.endActions.remove(action)) {
				action.run();
			}
		}
	}

	/**
	 * Wait until the gate is closed and the last call has left.
	 * @param timeout the longest to wait
	 * @return whether that came about in time
	 * @throws InterruptedException if the thread was interrupted
	 */
	public boolean awaitIdle(Duration timeout) throws InterruptedException {
		try {
			this.idle.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("the gate of " + this.service + " was never to fail", ex);
		}
	}

	/**
	 * Return how many calls are inside; exact only while none enters or leaves.
	 * @return the number
	 */
	public long inFlight() {
		return this.inFlight.sum();
	}

	private void signalIfIdle() {
		if (!this.idle.isDone() && this.inFlight.sum() == 0) {
			this.idle.complete(null);
		}
	}

	@Override
	public String toString() {
		return this.service + (this.closed ? " (closed, " : " (open, ") + inFlight() + " in flight)";
	}

}

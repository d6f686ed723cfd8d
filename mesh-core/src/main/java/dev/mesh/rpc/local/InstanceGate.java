package dev.mesh.rpc.local;

import java.time.Duration;
import java.util.Arrays;
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
	 * Calls that entered and calls that left are counted apart, and both only grow: so
	 * that what a method's calls are counted by is also what the gate knows them by, and
	 * counting costs no atomic instruction of its own.
	 *
	 * A call enters by adding 1 to its stripe and then reading 'closed'; close() writes
	 * 'closed' and then sums the stripes. All four are sequentially consistent, so of a
	 * call and a close at least one sees the other (Dekker): either the call reads
	 * 'closed', leaves again and is refused, or its 1 precedes the write and is seen by
	 * every sum taken afterwards. The counter of a method called for the first time is
	 * made before that 1 is added, and so is seen by the same sums.
	 *
	 * Hence, once 'closed' is written, what successful calls add is all in. A sum takes
	 * those that left first and those that entered then: each call that is among those
	 * that left, refused ones too, is among those that entered. So the difference can be
	 * too large but never too small, and 0 means that every call has left.
	 *
	 * No signal is lost: whoever leaves looks at 'closed' afterwards and, if set, sums.
	 * The last to leave in the order of all atomic operations either precedes the write
	 * of 'closed', and then close() itself finds 0, or its thread reads 'closed' and
	 * finds that all others have left.
	 */

	private final ServiceId service;

	private final Object bean;

	/** By number of the method. Replaced, under the lock, by a longer one. */
	private volatile StripedCounter[] entered = { new StripedCounter() };

	private final StripedCounter left = new StripedCounter();

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
	public boolean enter(int method) {
		StripedCounter counter = counter(method);
		counter.add(counter.stripe(), 1);
		if (!this.closed) {
			return true;
		}
		exit();
		return false;
	}

	@Override
	public void exit() {
		this.left.add(this.left.stripe(), 1);
		if (this.closed) {
			signalIfIdle();
		}
	}

	@Override
	public long nextCall(int method) {
		StripedCounter counter = counter(method);
		return counter.get(counter.stripe());
	}

	/**
	 * Return how many calls of a method have entered, perhaps with some that were refused
	 * since the gate had just been closed. It never falls, and all that were not refused
	 * are in once the gate is closed.
	 * @param method the method's number
	 * @return the calls
	 */
	long entered(int method) {
		StripedCounter[] known = this.entered;
		return (method < known.length) ? known[method].sum() : 0;
	}

	private StripedCounter counter(int method) {
		StripedCounter[] known = this.entered;
		return (method < known.length) ? known[method] : addCounter(method);
	}

	private synchronized StripedCounter addCounter(int method) {
		StripedCounter[] known = this.entered;
		if (method < known.length) {
			return known[method];
		}
		StripedCounter[] longer = Arrays.copyOf(known, method + 1);
		for (int i = known.length; i < longer.length; i++) {
			longer[i] = new StripedCounter();
		}
		this.entered = longer;
		return longer[method];
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
		long gone = this.left.sum();
		long all = 0;
		for (StripedCounter counter : this.entered) {
			all += counter.sum();
		}
		return all - gone;
	}

	private void signalIfIdle() {
		if (!this.idle.isDone() && inFlight() == 0) {
			this.idle.complete(null);
		}
	}

	@Override
	public String toString() {
		return this.service + (this.closed ? " (closed, " : " (open, ") + inFlight() + " in flight)";
	}

}

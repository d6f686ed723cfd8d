package dev.mesh.rpc.stream;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Passes demand and cancel on to a subscription that may only come later, from any
 * threads, one call at a time and never nested: a publisher that answers a request by an
 * item, which asks for the next, does not grow the stack.
 */
final class SerialSubscription implements Flow.Subscription {

	private final Consumer<Throwable> failed;

	private final AtomicInteger changes = new AtomicInteger();

	private Flow.@Nullable Subscription target;

	private long demand;

	private boolean cancelled;

	/** For whoever passes on, one at a time. */
	private boolean told;

	/**
	 * Make it.
	 * @param failed told what the target throws, which it must not
	 */
	SerialSubscription(Consumer<Throwable> failed) {
		this.failed = failed;
	}

	/**
	 * Set the target, unless there is one.
	 * @return whether there was none
	 */
	boolean set(Flow.Subscription subscription) {
		synchronized (this) {
			if (this.target != null) {
				return false;
			}
			this.target = subscription;
		}
		passOn();
		return true;
	}

	@Override
	public void request(long n) {
		synchronized (this) {
			long sum = this.demand + n;
			this.demand = (sum < 0) ? Long.MAX_VALUE : sum;
		}
		passOn();
	}

	@Override
	public void cancel() {
		synchronized (this) {
			this.cancelled = true;
		}
		passOn();
	}

	/**
	 * Return what was asked for and not passed on.
	 */
	synchronized long waitingDemand() {
		return this.demand;
	}

	/**
	 * Take back demand that the target knows of already.
	 */
	synchronized void forget(long known) {
		if (this.demand != Long.MAX_VALUE || known == Long.MAX_VALUE) {
			this.demand -= known;
		}
	}

	private void passOn() {
		if (this.changes.getAndIncrement() != 0) {
			return;
		}
		int seen = 1;
		do {
			try {
				passOnOnce();
			}
			catch (Throwable ex) {
				this.failed.accept(ex);
			}
			seen = this.changes.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void passOnOnce() {
		Flow.Subscription to;
		long n;
		boolean cancel;
		synchronized (this) {
			to = this.target;
			if (to == null) {
				return;
			}
			cancel = this.cancelled;
			n = this.demand;
			this.demand = 0;
		}
		if (cancel) {
			if (!this.told) {
				this.told = true;
				to.cancel();
			}
		}
		else if (n > 0) {
			to.request(n);
		}
	}

}

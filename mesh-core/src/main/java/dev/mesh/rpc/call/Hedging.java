package dev.mesh.rpc.call;

import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.resilience.CallPolicy;
import dev.mesh.rpc.resilience.RetryBudget;

/**
 * When a call is sent to a second instance while the first still works on it, and at
 * whose cost.
 *
 * @param method what is called
 * @param tried what the call has tried
 */
record Hedging(MethodCall method, RetryState tried) {

	/** A wait that is shorter than this is no sign of anything. */
	private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * Return when to send an idempotent call to a second instance, should the first not
	 * have answered: when that is unusual, where the method is hedged, and in any case
	 * while there is as much time for the second as the first has had.
	 * @param deadlineNanos when the caller stops waiting
	 * @return the time; the deadline if there is to be no second
	 */
	long atNanos(long deadlineNanos) {
		CallPolicy policy = this.method.policy();
		boolean single = this.method.isOneWay() || this.method.hasStreams();
		if (!policy.idempotent() || single || !this.tried.hasRoomForTwo()) {
			return deadlineNanos;
		}
		long now = System.nanoTime();
		long half = (deadlineNanos - now) / 2;
		return now + (isEarly() ? Math.min(half, Math.max(LEAST_NANOS, this.method.latency().p95Nanos())) : half);
	}

	/**
	 * Pay for the second.
	 * @param budget that of the service
	 * @return whether it can be afforded
	 */
	boolean tryPay(RetryBudget budget) {
		return isEarly() ? budget.tryHedge() : budget.tryRetry();
	}

	/** Where the key says who is to answer, another is asked only when it must be. */
	private boolean isEarly() {
		return this.method.policy().hedged() && this.method.key() == null && this.method.latency().p95Nanos() > 0;
	}

}

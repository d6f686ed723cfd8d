package dev.mesh.rpc.call;

import dev.mesh.rpc.fingerprint.Agreement;
import org.jspecify.annotations.Nullable;

/**
 * A call for which there is nobody to send to at present: it waits for another route
 * table, or for its next round, or ends.
 *
 * @param call the call
 * @param table the table that did not help
 */
record Standstill(OutboundCall call, RouteTable table) {

	/**
	 * Wait, unless waiting is of no use.
	 * @param misfit stands for all if the contract keeps the call from each of them
	 */
	void waitOrFail(@Nullable Target misfit) {
		if (misfit != null) {
			awaitContract(misfit);
			return;
		}
		RetryState tried = this.call.tried();
		CallFailures failures = this.call.failures();
		Aim aim = this.call.aim();
		boolean nowhere = aim.elsewhere() && !this.table.ready().isEmpty() && !tried.hasTried();
		if (aim.node() != null || nowhere) {
			this.call.finish(null, failures.notThere());
		}
		else if (this.table.ready().isEmpty()) {
			awaitInstance(failures);
		}
		else if (this.call.trying().nextRound()) {
			waitFor(this.call.tried().pauseNanos(this.call.method().route().guard().configured().retry()));
		}
		else {
			this.call.finish(null, failures.refused());
		}
	}

	/** What another contract is like is known in a moment, and then stays so. */
	private void awaitContract(Target misfit) {
		if (misfit.agreement().state() == Agreement.State.PENDING) {
			waitUntil(this.call.deadlineNanos());
		}
		else {
			this.call.finish(null, this.call.failures().incompatible(misfit));
		}
	}

	private void awaitInstance(CallFailures failures) {
		this.call.method().calling().routes().refresh();
		RouteTable fresh = this.call.lane().table();
		if (fresh.ready().isEmpty() && !fresh.hopeful()) {
			this.call.finish(null, failures.noInstance());
		}
		else {
			waitUntil(this.call.deadlineNanos());
		}
	}

	/**
	 * Wait for a while, no longer than the call may take.
	 * @param nanos how long
	 */
	void waitFor(long nanos) {
		long until = System.nanoTime() + nanos;
		long deadline = this.call.deadlineNanos();
		waitUntil((until - deadline < 0) ? until : deadline);
	}

	private void waitUntil(long untilNanos) {
		ServiceRoute route = this.call.method().route();
		Pause pause = new Pause(this.call, route, untilNanos);
		this.call.suspend(pause);
		route.onChange(this.table, pause);
		if (pause.isSettled()) {
			// It may have been settled, and forgotten, just before it was registered.
			route.forget(pause);
		}
		else {
			this.call.await(pause);
		}
	}

}

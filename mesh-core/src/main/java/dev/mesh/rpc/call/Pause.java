package dev.mesh.rpc.call;

/**
 * Waits for another route table or for a moment, whichever is first.
 */
final class Pause extends Suspension implements Runnable {

	private final OutboundCall call;

	private final ServiceRoute route;

	private final long untilNanos;

	Pause(OutboundCall call, ServiceRoute route, long untilNanos) {
		this.call = call;
		this.route = route;
		this.untilNanos = untilNanos;
	}

	@Override
	public void run() {
		if (abandon()) {
			this.call.resume();
		}
	}

	@Override
	boolean abandon() {
		if (!settle()) {
			return false;
		}
		this.route.forget(this);
		return true;
	}

	@Override
	void expire() {
		run();
	}

	@Override
	long expiryNanos() {
		return this.untilNanos;
	}

}

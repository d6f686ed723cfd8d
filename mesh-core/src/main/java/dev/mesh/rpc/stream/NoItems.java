package dev.mesh.rpc.stream;

import java.util.concurrent.Flow;

/**
 * The subscription of a subscriber that gets nothing but an end.
 */
enum NoItems implements Flow.Subscription {

	INSTANCE;

	@Override
	public void request(long n) {
		// There is nothing to ask for.
	}

	@Override
	public void cancel() {
		// There is nothing to end.
	}

}

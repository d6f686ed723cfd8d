package dev.mesh.cluster.membership;

import java.util.concurrent.TimeUnit;

/**
 * Waits for threads to end.
 */
final class Threads {

	private static final long JOIN_MILLIS = TimeUnit.SECONDS.toMillis(5);

	private Threads() {
	}

	static void join(Thread thread) {
		if (thread == Thread.currentThread()) {
			return;
		}
		try {
			thread.join(JOIN_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

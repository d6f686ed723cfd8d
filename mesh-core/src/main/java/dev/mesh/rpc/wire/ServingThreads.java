package dev.mesh.rpc.wire;

/**
 * The threads that read requests and serve short calls.
 */
public final class ServingThreads {

	private ServingThreads() {
	}

	/**
	 * Let another thread read on, if this one does and is about to wait in the midst of a
	 * call: for a reply that it would have to read itself, perhaps.
	 */
	public static void aboutToWait() {
		if (Thread.currentThread() instanceof LeaderThread thread) {
			thread.giveUpLead();
		}
	}

}

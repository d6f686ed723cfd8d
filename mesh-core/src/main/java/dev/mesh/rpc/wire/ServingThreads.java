package dev.mesh.rpc.wire;

/**
 * The threads that read requests and replies, and may serve short tasks in between.
 */
public final class ServingThreads {

	private ServingThreads() {
	}

	/**
	 * Have the current thread run a task as soon as it has read what there is, if it is
	 * one that reads. If the task takes long, another thread goes on reading.
	 * @param task must not throw
	 * @return false if the task has to be run elsewhere: the current thread does not
	 * read, nobody could take over from it yet, or too many tasks wait for it
	 */
	public static boolean serve(Runnable task) {
		return Thread.currentThread() instanceof LeaderThread thread && thread.serve(task);
	}

	/**
	 * Let another thread read on, if this one does and is about to wait in the midst of a
	 * task: for a reply that it would have to read itself, perhaps.
	 */
	public static void aboutToWait() {
		if (Thread.currentThread() instanceof LeaderThread thread) {
			thread.giveUpLead();
		}
	}

}

package dev.mesh.watch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that call watchers, {@code mesh-watch}: one pool for all values of the JVM.
 * A change of the cluster changes several values, each with a few watchers, and to start
 * a thread costs more than most of them do.
 */
final class Notifiers {

	private static final long IDLE_THREAD_SECONDS = 1;

	private static final AtomicInteger STARTED = new AtomicInteger();

	// No queue: each watcher has at most one task under way, so the watchers bound the
	// pool, and none of them ever waits for another.
	private static final ExecutorService THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), Notifiers::thread);

	private Notifiers() {
	}

	/**
	 * It outlives whoever happens to be the first to need it, and keeps nothing of it.
	 */
	private static Thread thread(Runnable task) {
		Thread thread = new Thread(null, task, "mesh-watch-" + STARTED.incrementAndGet(), 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(Notifiers.class.getClassLoader());
		return thread;
	}

	static void execute(Runnable watcher) {
		THREADS.execute(watcher);
	}

}

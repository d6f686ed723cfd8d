package dev.mesh.service;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes this package's threads: named, and daemons, since the application's own threads
 * decide how long the JVM lives.
 */
final class MeshThreads {

	private MeshThreads() {
	}

	static ScheduledThreadPoolExecutor single(String name) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> daemon(task, name));
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

	static ThreadFactory numbered(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> daemon(task, prefix + number.incrementAndGet());
	}

	/**
	 * Run a task on a thread of its own, which then ends, when the machine has nothing
	 * better to do.
	 * @return the thread
	 */
	@SuppressWarnings("ThreadPriorityCheck") // a hint: nothing relies on it
	static Thread background(String name, Runnable task) {
		Thread thread = daemon(task, name);
		thread.setPriority(Thread.MIN_PRIORITY);
		thread.start();
		return thread;
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}

package dev.mesh.control;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * One thread that owns some state: what touches the state is a task of the loop. The
 * inbox is bounded, and a task that finds it full is refused. Started and closed once.
 */
public final class OwnerLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OwnerLoop.class);

	private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final BlockingQueue<Runnable> inbox;

	private final PriorityQueue<Timer> timers = new PriorityQueue<>();

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Make a loop.
	 * @param threadName the thread's name
	 * @param capacity how many tasks may wait
	 */
	public OwnerLoop(String threadName, int capacity) {
		this.inbox = new ArrayBlockingQueue<>(capacity);
		this.thread = new Thread(this::run, threadName);
		this.thread.setDaemon(true);
	}

	/**
	 * Start the thread.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * Hand a task to the loop; never blocks. Safe for use by any thread.
	 * @param task the task; what it throws is logged
	 * @return whether it was taken: {@code false} if the inbox is full or the loop closed
	 */
	public boolean offer(Runnable task) {
		if (this.closed || !this.inbox.offer(task)) {
			return false;
		}
		// Closed in between: either the last sweep runs the task or it is taken back
		// here.
		return !this.closed || !this.inbox.remove(task);
	}

	/**
	 * Run a task later; to be called by tasks of the loop, or before the start.
	 * @param delay after how long
	 * @param task the task; dropped if the loop is closed before
	 */
	public void after(Duration delay, Runnable task) {
		this.timers.add(new Timer(System.nanoTime() + delay.toNanos(), task));
	}

	/**
	 * Run a task again and again; to be called by tasks of the loop, or before the start.
	 * @param interval from the end of one run to the start of the next
	 * @param task the task
	 */
	public void every(Duration interval, Runnable task) {
		after(interval, () -> {
			try {
				task.run();
			}
			finally {
				every(interval, task);
			}
		});
	}

	private void run() {
		while (!this.closed) {
			Runnable task = next();
			if (task != null) {
				runSafely(task);
			}
		}
		for (Runnable task = this.inbox.poll(); task != null; task = this.inbox.poll()) {
			runSafely(task);
		}
	}

	private @Nullable Runnable next() {
		Timer first = this.timers.peek();
		long left = (first != null) ? first.left() : REST_NANOS;
		if (first != null && left <= 0) {
			this.timers.remove();
			return first.task();
		}
		try {
			return this.inbox.poll(left, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			// Nobody but the owner ends the loop, and it does so by closing it.
			logger.warn("{} was interrupted and goes on. Close it to end it.", this.thread.getName());
			return null;
		}
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("{} goes on after a task failed. Please report this.", this.thread.getName(), ex);
		}
	}

	/**
	 * Run the tasks that wait, then end the thread; timers are dropped. Waits for the end
	 * unless called by a task. Closing a closed loop does nothing.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.inbox.offer(() -> {
		}); // wakes the thread; where there is no room it is awake
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			this.thread.join(CLOSE_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.thread.isAlive()) {
			logger.warn("{} is still at work {} after it was closed. A thread dump shows what holds it.",
					this.thread.getName(), CLOSE_TIMEOUT);
		}
	}

	private record Timer(long at, Runnable task) implements Comparable<Timer> {

		@Override
		public int compareTo(Timer other) {
			return Long.signum(this.at - other.at);
		}

		long left() {
			return this.at - System.nanoTime();
		}

	}

}

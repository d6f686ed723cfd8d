package dev.mesh.control;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns some state: what touches the state is a task of the loop, and one runs at a time,
 * on the loop's thread, which other loops may share. The inbox is bounded, and a task
 * that finds it full is refused. Started and closed once.
 */
public final class OwnerLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OwnerLoop.class);

	/** How many tasks run before other loops of the thread have their turn. */
	private static final int TASKS_A_TURN = 16;

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final LoopThread thread;

	private final BlockingQueue<Runnable> inbox;

	private final PriorityQueue<Timer> timers = new PriorityQueue<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean started;

	private volatile boolean closed;

	/**
	 * Make a loop.
	 * @param thread the thread
	 * @param capacity how many tasks may wait
	 */
	public OwnerLoop(LoopThread thread, int capacity) {
		this.thread = thread;
		this.inbox = new ArrayBlockingQueue<>(capacity);
	}

	/**
	 * Make a loop with a thread of its own.
	 * @param threadName the thread's name
	 * @param capacity how many tasks may wait
	 */
	public OwnerLoop(String threadName, int capacity) {
		this(new LoopThread(threadName), capacity);
	}

	/**
	 * Start to run tasks.
	 */
	public void start() {
		this.started = true;
		this.thread.add(this);
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
		this.thread.wake();
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

	/**
	 * Run some of what waits, or the last of it if closed; on the loop's thread.
	 * @return whether there was anything
	 */
	boolean turn() {
		if (this.closed) {
			runTasks(Integer.MAX_VALUE);
			this.timers.clear();
			this.ended.countDown();
			return true;
		}
		Timer first = this.timers.peek();
		boolean due = first != null && first.left() <= 0;
		if (due) {
			this.timers.remove();
			runSafely(first.task());
		}
		return runTasks(TASKS_A_TURN) || due;
	}

	private boolean runTasks(int most) {
		int ran = 0;
		for (Runnable task = null; ran < most && (task = this.inbox.poll()) != null; ran++) {
			runSafely(task);
		}
		return ran > 0;
	}

	/**
	 * Return how long there is nothing to do unless a task is offered.
	 * @return nanoseconds
	 */
	long untilTimer() {
		Timer first = this.timers.peek();
		return (first != null) ? first.left() : Long.MAX_VALUE;
	}

	boolean isEnded() {
		return this.ended.getCount() == 0;
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("{} goes on after a task failed. Please report this.", this.thread, ex);
		}
	}

	/**
	 * Run the tasks that wait, then end; timers are dropped. Waits for the end unless
	 * called by a task. Closing a closed loop does nothing.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.thread.wake();
		if (!this.started || this.thread.isCurrent()) {
			return;
		}
		try {
			if (!this.ended.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("{} is still at work {} after a part of it was closed. A thread dump shows what holds it.",
						this.thread, CLOSE_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
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

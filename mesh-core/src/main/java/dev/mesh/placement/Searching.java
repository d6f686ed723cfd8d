package dev.mesh.placement;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.mesh.placement.advice.Finding;
import dev.mesh.placement.advice.Look;
import dev.mesh.placement.advice.Optimizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the advisor's looks, which take up to some seconds in a large cluster, on a thread
 * of their own: one at a time, and a finding waits until it is taken. The thread is there
 * while it is needed. Safe for use by any thread. Closed once.
 */
final class Searching implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Searching.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final long IDLE_SECONDS = 5;

	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(1), Searching::daemon);

	private final Optimizer optimizer;

	private final Runnable done;

	private final AtomicReference<@Nullable Finding> finding = new AtomicReference<>();

	private volatile boolean busy;

	/**
	 * Make a searcher.
	 * @param optimizer how to search
	 * @param done told on the searching thread that a search has ended
	 */
	Searching(Optimizer optimizer, Runnable done) {
		this.optimizer = optimizer;
		this.done = done;
		this.thread.allowCoreThreadTimeOut(true);
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "mesh-placement-search");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Begin a search, to be called by one thread only.
	 * @return whether it was begun: not while another one runs, nor after the close
	 */
	boolean begin(Look look) {
		if (this.busy) {
			return false;
		}
		this.busy = true;
		this.finding.set(null);
		try {
			this.thread.execute(() -> search(look));
			return true;
		}
		catch (RejectedExecutionException ex) {
			logger.debug("no search is begun: placement stops", ex);
			this.busy = false;
			return false;
		}
	}

	private void search(Look look) {
		try {
			this.finding.set(look.run(this.optimizer));
		}
		catch (RuntimeException | Error ex) {
			logger.error("A search for a better placement failed; the next one is made as usual. Please report this.",
					ex);
		}
		finally {
			this.busy = false;
			this.done.run();
		}
	}

	boolean isBusy() {
		return this.busy;
	}

	/**
	 * Take what the last search found.
	 * @return the finding, or {@code null} if there is none, or none yet
	 */
	@Nullable Finding take() {
		return this.finding.getAndSet(null);
	}

	/**
	 * End the thread, after the search that it is at.
	 */
	@Override
	public void close() {
		this.thread.shutdown();
		try {
			if (!this.thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("mesh-placement-search is still at work {} after it was closed", CLOSE_TIMEOUT);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

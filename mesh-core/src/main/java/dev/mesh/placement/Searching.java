package dev.mesh.placement;

import java.util.concurrent.atomic.AtomicReference;

import dev.mesh.control.OwnerLoop;
import dev.mesh.placement.advice.Finding;
import dev.mesh.placement.advice.Look;
import dev.mesh.placement.advice.Optimizer;

import org.jspecify.annotations.Nullable;

/**
 * Runs the advisor's looks, which take up to some seconds in a large cluster, on a thread
 * of their own: one at a time, and a finding waits until it is taken. Safe for use by any
 * thread. Started and closed once.
 */
final class Searching implements AutoCloseable {

	private final OwnerLoop loop = new OwnerLoop("mesh-placement-search", 1);

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
	}

	void start() {
		this.loop.start();
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
		if (!this.loop.offer(() -> search(look))) {
			this.busy = false;
		}
		return this.busy;
	}

	private void search(Look look) {
		try {
			this.finding.set(look.run(this.optimizer));
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
		this.loop.close();
	}

}

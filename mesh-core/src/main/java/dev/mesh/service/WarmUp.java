package dev.mesh.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads, once and on a thread of its own, {@code mesh-warm-up}, what the first call would
 * otherwise wait for. Safe for use by any thread.
 */
final class WarmUp {

	private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

	private final Runnable loading;

	private final Duration limit;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	/**
	 * Create a warm-up.
	 * @param loading what to do; it may fail
	 * @param limit how long others wait for it
	 */
	WarmUp(Runnable loading, Duration limit) {
		this.loading = loading;
		this.limit = limit;
	}

	/**
	 * Begin; does nothing if begun. Nobody stops the thread: it holds nothing, and an
	 * interrupt could close the jar under the class loader.
	 */
	void begin() {
		if (this.begun.compareAndSet(false, true)) {
			MeshThreads.background("mesh-warm-up-limit", this::loadInTime);
		}
	}

	/**
	 * Return when others need not wait any longer: all is loaded, cannot be loaded, or
	 * the limit has passed.
	 * @return completes on any thread, never exceptionally
	 */
	CompletionStage<Void> ended() {
		return this.ended.copy();
	}

	private void loadInTime() {
		Thread loader = MeshThreads.background("mesh-warm-up", this::load);
		try {
			TimeUnit.NANOSECONDS.timedJoin(loader, this.limit.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			end(loader.isAlive());
		}
	}

	private void load() {
		long start = System.nanoTime();
		try {
			this.loading.run();
			logger.debug("warmed up in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The call path could not be warmed up; a call will meet the same failure. See the cause.", ex);
		}
	}

	private void end(boolean late) {
		if (late) {
			logger.warn(
					"The call path is not warmed up after {} ms, and nobody waits for it any longer: the first calls "
							+ "to and from this node may be slow. Give the node more processor time.",
					this.limit.toMillis());
		}
		this.ended.complete(null);
	}

}

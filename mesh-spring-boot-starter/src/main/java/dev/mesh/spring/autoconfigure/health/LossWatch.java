package dev.mesh.spring.autoconfigure.health;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mesh.placement.Situation;
import dev.mesh.placement.explain.Loss;
import dev.mesh.service.MeshNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what the cluster could not lose without harm, by the newest plan for which that
 * was found out. Probes must not wait, and a large cluster takes a while: whoever asks
 * gets what is known, and where that is of an older plan, it is found out anew in the
 * background. Safe for use by any thread.
 */
final class LossWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LossWatch.class);

	private static final int MAX_WARNINGS = 10;

	private final MeshNode node;

	/** One at a time; while it works, nobody else has to begin. */
	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), LossWatch::thread, new ThreadPoolExecutor.DiscardPolicy());

	private volatile @Nullable Losses known;

	LossWatch(MeshNode node) {
		this.node = node;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "mesh-losses");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Return what is known.
	 * @return the losses, or {@code null} as long as nothing is
	 */
	@Nullable Losses losses() {
		Losses current = this.known;
		if (current == null || current.epoch() != this.node.plans().get().epoch()) {
			this.thread.execute(this::find);
		}
		return current;
	}

	private void find() {
		try {
			Situation now = this.node.situation().toCompletableFuture().get(10, TimeUnit.SECONDS);
			this.known = new Losses(now.plan().epoch(), warnings(now.losses().harmful()));
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("What can be lost without harm is not known. The next health check asks again.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<String> warnings(List<Loss> losses) {
		return losses.stream().limit(MAX_WARNINGS).map(Loss::sentence).toList();
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	/**
	 * What could not be lost without harm.
	 *
	 * @param epoch by which plan
	 * @param warnings one sentence for each node or zone, at most ten
	 */
	record Losses(long epoch, List<String> warnings) {

	}

}

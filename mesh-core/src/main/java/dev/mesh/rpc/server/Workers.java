package dev.mesh.rpc.server;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.wire.RpcOptions;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run services for other nodes: a bounded pool with a bounded queue, or
 * as many virtual threads as pool and queue would hold. Safe for use by any thread.
 */
public final class Workers implements Executor {

	private static final long KEEP_ALIVE_SECONDS = 30;

	private final RpcOptions options;

	private final Semaphore virtualPermits;

	private volatile @Nullable ExecutorService executor;

	public Workers(RpcOptions options) {
		this.options = options;
		this.virtualPermits = new Semaphore(options.workers() + options.queue());
	}

	/**
	 * Start; does nothing if started.
	 */
	public synchronized void start() {
		if (this.executor == null) {
			this.executor = this.options.virtualThreads() ? VirtualThreads.perTaskExecutor("mesh-rpc-worker-") : pool();
		}
	}

	private ExecutorService pool() {
		int threads = this.options.workers();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(Math.max(1, this.options.queue())), new NamedThreads("mesh-rpc-worker-"));
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Stop: what runs is interrupted, what waits is refused. Drain the instances before.
	 * Does nothing if stopped.
	 */
	public synchronized void stop() {
		ExecutorService running = this.executor;
		this.executor = null;
		if (running != null) {
			for (Runnable waiting : running.shutdownNow()) {
				if (waiting instanceof ServerCall call) {
					call.drop();
				}
			}
		}
	}

	/**
	 * Tell whether calls that are short are to be served by who reads them.
	 * @return whether they need no worker
	 */
	boolean leaveShortCalls() {
		return this.options.inlineShortCalls();
	}

	@Override
	public void execute(Runnable task) {
		ExecutorService running = this.executor;
		if (running == null) {
			throw new RejectedExecutionException("the workers are stopped");
		}
		if (this.options.virtualThreads()) {
			executeVirtual(running, task);
		}
		else {
			running.execute(task);
		}
	}

	private void executeVirtual(ExecutorService running, Runnable task) {
		if (!this.virtualPermits.tryAcquire()) {
			throw new RejectedExecutionException("all virtual workers are busy");
		}
		try {
			running.execute(() -> runPermitted(task));
		}
		catch (RejectedExecutionException ex) {
			this.virtualPermits.release();
			throw ex;
		}
	}

	private void runPermitted(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.virtualPermits.release();
		}
	}

}

package dev.mesh.rpc.call;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.server.NamedThreads;
import dev.mesh.rpc.wire.RunTimes;
import dev.mesh.rpc.wire.ServingThreads;
import org.jspecify.annotations.Nullable;

/**
 * The threads that carry on calls nobody waits for. A call in flight has at most two
 * tasks here, so the bound on calls bounds the queue. Safe for use by any thread.
 */
final class CallbackThreads implements Executor {

	private static final long KEEP_ALIVE_SECONDS = 30;

	private final Semaphore calls;

	private final int queue;

	private final boolean inline;

	private volatile @Nullable ThreadPoolExecutor executor;

	private volatile @Nullable ScheduledThreadPoolExecutor timer;

	CallbackThreads(int maxCalls, boolean inline) {
		this.inline = inline;
		this.calls = new Semaphore(maxCalls);
		this.queue = Math.multiplyExact(maxCalls, 2);
	}

	synchronized void start() {
		if (this.executor == null) {
			int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
			ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
					new LinkedBlockingQueue<>(this.queue), new NamedThreads("mesh-rpc-callback-"));
			pool.allowCoreThreadTimeOut(true);
			this.executor = pool;
			ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1,
					new NamedThreads("mesh-rpc-timer-"));
			// Most are cancelled long before they are due.
			scheduler.setRemoveOnCancelPolicy(true);
			this.timer = scheduler;
		}
	}

	synchronized void stop() {
		ThreadPoolExecutor pool = this.executor;
		ScheduledThreadPoolExecutor scheduler = this.timer;
		this.executor = null;
		this.timer = null;
		if (pool != null && scheduler != null) {
			// What is queued still runs: each task completes somebody's stage.
			pool.shutdown();
			scheduler.shutdownNow();
		}
	}

	boolean tryAcquire() {
		return this.calls.tryAcquire();
	}

	void release() {
		this.calls.release();
	}

	/**
	 * Carry on a call whose reply has come: here and soon, if that is usually short.
	 * @param task must not throw
	 * @param times how long that has taken for calls of the same method
	 */
	void execute(Runnable task, RunTimes times) {
		if (!this.inline || !times.areShort() || !ServingThreads.serve(task)) {
			execute(task);
		}
	}

	@Override
	public void execute(Runnable task) {
		ThreadPoolExecutor pool = this.executor;
		if (pool == null) {
			throw new RejectedExecutionException("the node is stopped");
		}
		pool.execute(task);
	}

	Future<?> schedule(Runnable task, long delayNanos) {
		ScheduledThreadPoolExecutor scheduler = this.timer;
		if (scheduler == null) {
			throw new RejectedExecutionException("the node is stopped");
		}
		return scheduler.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
	}

}

package dev.mesh.rpc.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The threads that call subscribers and publishers. A stream has a few tasks here at
 * most, so the bound on open streams bounds the queue. Safe for use by any thread.
 */
final class StreamThreads implements Executor {

	private static final long KEEP_ALIVE_SECONDS = 30;

	private final int threads;

	private final AtomicInteger names = new AtomicInteger();

	private volatile @Nullable ThreadPoolExecutor executor;

	StreamThreads(int threads) {
		this.threads = threads;
	}

	synchronized void start() {
		if (this.executor == null) {
			ThreadFactory factory = this::thread;
			ThreadPoolExecutor pool = new ThreadPoolExecutor(this.threads, this.threads, KEEP_ALIVE_SECONDS,
					TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
			pool.allowCoreThreadTimeOut(true);
			this.executor = pool;
		}
	}

	private Thread thread(Runnable task) {
		Thread thread = new Thread(task, "mesh-stream-" + this.names.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * End the threads when they have done what is queued: each task ends somebody's
	 * stream.
	 */
	synchronized void stop() {
		ThreadPoolExecutor pool = this.executor;
		this.executor = null;
		if (pool != null) {
			pool.shutdown();
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

}

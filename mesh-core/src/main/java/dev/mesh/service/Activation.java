package dev.mesh.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes and ends beans away from the reconciler's thread, which must never wait for a
 * connection pool to open. Several services start side by side; the threads go when there
 * is nothing to do. The queue holds at most one task per instance, since the reconciler
 * asks for one step of an instance at a time.
 */
final class Activation implements AutoCloseable {

	private static final int THREADS = 4;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 5, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), MeshThreads.numbered("mesh-activation-"));

	Activation() {
		this.executor.allowCoreThreadTimeOut(true);
	}

	CompletionStage<Object> create(ServiceDefinition definition) {
		CompletableFuture<Object> bean = new CompletableFuture<>();
		this.executor.execute(() -> {
			try {
				bean.complete(definition.source().create());
			}
			catch (Throwable ex) {
				bean.completeExceptionally(ex);
			}
		});
		return bean;
	}

	CompletionStage<Void> destroy(ServiceDefinition definition, Object bean) {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		this.executor.execute(() -> {
			try {
				definition.source().destroy(bean);
				ended.complete(null);
			}
			catch (Throwable ex) {
				ended.completeExceptionally(ex);
			}
		});
		return ended;
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}

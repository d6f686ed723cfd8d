package dev.mesh.benchmarks.calls.peers;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.IExecutorService;

/**
 * Calls through Hazelcast.
 */
final class HazelcastDesk extends BytesDesk {

	private final IExecutorService executor;

	private final Member server;

	HazelcastDesk(IExecutorService executor, Member server) {
		this.executor = executor;
		this.server = server;
	}

	@Override
	byte[] call(byte operation, byte[] bytes) {
		try {
			return this.executor.submitToMember(new DeskTask(operation, bytes), this.server).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	CompletableFuture<byte[]> callAsync(byte operation, byte[] bytes) {
		CompletableFuture<byte[]> future = new CompletableFuture<>();
		this.executor.submitToMember(new DeskTask(operation, bytes), this.server, new ExecutionCallback<byte[]>() {

			@Override
			public void onResponse(byte[] reply) {
				future.complete(reply);
			}

			@Override
			public void onFailure(Throwable failure) {
				future.completeExceptionally(failure);
			}

		});
		return future;
	}

}

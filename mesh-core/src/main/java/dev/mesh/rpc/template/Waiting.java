package dev.mesh.rpc.template;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import dev.mesh.rpc.OutcomeUnknownException;

/**
 * Waits for stages as a plain call would.
 */
final class Waiting {

	private Waiting() {
	}

	/**
	 * Wait for a stage that ends by its deadline.
	 * @param <V> the value
	 * @param stage the stage
	 * @return its value
	 */
	static <V> V join(CompletionStage<V> stage) {
		CompletableFuture<V> future = stage.toCompletableFuture();
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw unchecked((cause != null) ? cause : ex);
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw new OutcomeUnknownException(
					"The caller was interrupted while it waited: the call may or may not have "
							+ "been executed. Check before calling again.",
					ex);
		}
	}

	/**
	 * Make a failure one that needs no declaration.
	 * @param failure the failure
	 * @return the failure itself, or the exception that has it as its cause
	 */
	static RuntimeException unchecked(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof RuntimeException exception) ? exception : new CompletionException(failure);
	}

}

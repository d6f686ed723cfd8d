package dev.mesh.rpc.template;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended on one of several nodes.
 *
 * @param <R> the result
 * @param node the node
 * @param result the result; {@code null} if the service returned that or nothing, and if
 * the call failed
 * @param failure what the service threw or one of the errors of a call, or {@code null}
 * if the call succeeded
 */
public record Reply<R>(Node node, @Nullable R result, @Nullable Throwable failure) {

	/**
	 * Tell whether the call succeeded.
	 * @return whether it did
	 */
	public boolean isSuccess() {
		return this.failure == null;
	}

}

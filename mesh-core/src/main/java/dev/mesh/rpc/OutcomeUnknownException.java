package dev.mesh.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The request was sent and no reply came: the service may or may not have run. Methods
 * declared idempotent are tried again instead, within the deadline.
 */
public final class OutcomeUnknownException extends MeshCallException {

	public OutcomeUnknownException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

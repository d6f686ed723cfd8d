package dev.mesh.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A call that ended neither in a result nor in the service's own exception as its own
 * type. Which subtype it is tells whether the service ran.
 */
public abstract sealed class MeshCallException extends RuntimeException
		permits NotExecutedException, OutcomeUnknownException, RemoteServiceException, PartialFailureException {

	MeshCallException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

package dev.mesh.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The service ran and threw an exception whose class the caller does not have or may not
 * load.
 */
public final class RemoteServiceException extends MeshCallException {

	private final String remoteType;

	public RemoteServiceException(String remoteType, String message, @Nullable Throwable cause) {
		super(remoteType + ": " + message, cause);
		this.remoteType = remoteType;
	}

	/**
	 * Return the class name of the service's exception.
	 * @return the class name
	 */
	public String remoteType() {
		return this.remoteType;
	}

}

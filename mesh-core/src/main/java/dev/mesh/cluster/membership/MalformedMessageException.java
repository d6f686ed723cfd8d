package dev.mesh.cluster.membership;

/**
 * Bytes that are no message of this protocol, or of a version that is not spoken here.
 */
final class MalformedMessageException extends Exception {

	MalformedMessageException(String message) {
		super(message);
	}

	MalformedMessageException(String message, Throwable cause) {
		super(message, cause);
	}

}

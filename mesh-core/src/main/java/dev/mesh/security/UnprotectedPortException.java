package dev.mesh.security;

/**
 * A port of this node is open to strangers although it should be protected, or could not
 * be proven not to be. The node must not go on.
 */
public final class UnprotectedPortException extends IllegalStateException {

	UnprotectedPortException(String message, Throwable cause) {
		super(message, cause);
	}

	UnprotectedPortException(String message) {
		super(message);
	}

}

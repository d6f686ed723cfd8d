package dev.mesh.rpc;

/**
 * It is not believed on whose behalf a call is made. The message says why, as a clause.
 */
public final class IdentityRefusedException extends Exception {

	public IdentityRefusedException(String message) {
		super(message);
	}

}

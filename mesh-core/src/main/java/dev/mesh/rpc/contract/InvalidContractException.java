package dev.mesh.rpc.contract;

import org.jspecify.annotations.Nullable;

/**
 * A contract that cannot be called; the message names the contract, the method, what is
 * wrong and what to do.
 */
public final class InvalidContractException extends RuntimeException {

	/**
	 * Make an exception.
	 * @param message what is wrong and what to do
	 * @param cause what it follows from, if anything
	 */
	public InvalidContractException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

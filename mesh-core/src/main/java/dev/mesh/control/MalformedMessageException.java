package dev.mesh.control;

/**
 * What was read is not a message of the expected form.
 */
public final class MalformedMessageException extends Exception {

	/**
	 * Make an exception.
	 * @param message what is wrong
	 */
	public MalformedMessageException(String message) {
		super(message);
	}

}

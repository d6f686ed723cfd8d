package dev.mesh.cluster;

import org.jspecify.annotations.Nullable;

/**
 * The settings of discovery ask for something that this machine does not have or that
 * would not be safe. Thrown by the start of a node.
 */
public final class InvalidDiscoveryException extends IllegalArgumentException {

	private final String description;

	private final String action;

	/**
	 * Create an exception.
	 * @param description one sentence of fact, with the offending value
	 * @param action one sentence on what to change
	 */
	public InvalidDiscoveryException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param description one sentence of fact, with the offending value
	 * @param action one sentence on what to change
	 * @param cause what showed it
	 */
	public InvalidDiscoveryException(String description, String action, @Nullable Throwable cause) {
		super(description + " " + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Return what is wrong.
	 * @return one sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return what to change.
	 * @return one sentence
	 */
	public String action() {
		return this.action;
	}

}

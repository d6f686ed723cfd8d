package dev.mesh.spring;

import org.jspecify.annotations.Nullable;

/**
 * The application or its configuration asks for something Mesh cannot do; reported at
 * start-up with what to change.
 */
public final class MeshConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create an exception.
	 * @param description one sentence of fact, with the offending value
	 * @param action one sentence on what to change
	 */
	public MeshConfigurationException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Create an exception with a cause.
	 * @param description one sentence of fact, with the offending value
	 * @param action one sentence on what to change
	 * @param cause what showed it
	 */
	public MeshConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Return what to change.
	 * @return one sentence
	 */
	public String action() {
		return this.action;
	}

}

package dev.mesh.rpc.codec;

import java.lang.reflect.Type;

/**
 * A type that values of a contract may have but that cannot be encoded. Found when the
 * contract is checked, before any call.
 */
public final class UnsupportedTypeException extends RuntimeException {

	private final transient Type type;

	private final String path;

	private final String reason;

	UnsupportedTypeException(Type type, String path, String reason) {
		super("'%s' is of type %s, which cannot be encoded: %s".formatted(path, type.getTypeName(), reason));
		this.type = type;
		this.path = path;
		this.reason = reason;
	}

	/**
	 * Return the type that cannot be encoded.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Return how it is reached from the root type, as in {@code Order.lines[].product}.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return why it cannot be encoded and what to do, in one or two sentences.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

}

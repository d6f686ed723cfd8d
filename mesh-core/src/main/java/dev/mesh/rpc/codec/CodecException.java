package dev.mesh.rpc.codec;

import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be written or bytes that cannot be read.
 */
public final class CodecException extends RuntimeException {

	public CodecException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

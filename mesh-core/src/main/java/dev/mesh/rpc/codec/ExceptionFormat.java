package dev.mesh.rpc.codec;

import io.netty.buffer.ByteBuf;

/**
 * Turns the exceptions of services into bytes and back. Safe for use by any thread.
 */
public interface ExceptionFormat {

	/**
	 * Append an exception; never fails, whatever the exception is.
	 * @param exception the exception
	 * @param out the buffer
	 */
	void write(Throwable exception, ByteBuf out);

	/**
	 * Read an exception.
	 * @param in the buffer
	 * @param reader reads values that the same peer wrote
	 * @return the exception as its own type where that is known here, else a
	 * {@code RemoteServiceException}
	 */
	Throwable read(ByteBuf in, PayloadReader reader);

}

package dev.mesh.rpc.codec;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes values. Safe for use by any thread.
 */
@FunctionalInterface
public interface PayloadWriter {

	/**
	 * Append a value to the buffer.
	 * @param value the value, of a type in the table
	 * @param out the buffer, which grows as needed
	 * @throws CodecException if a type is not in the table or the value cannot be
	 * written; the buffer's writer index is then as before
	 */
	void write(@Nullable Object value, ByteBuf out);

}

package dev.mesh.rpc.codec;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that a given peer wrote. Safe for use by any thread.
 */
@FunctionalInterface
public interface PayloadReader {

	/**
	 * Read one value; the buffer's reader index moves behind it.
	 * @param in the buffer
	 * @return the value
	 * @throws CodecException if the bytes are not those of a value of a known type
	 */
	@Nullable Object read(ByteBuf in);

}

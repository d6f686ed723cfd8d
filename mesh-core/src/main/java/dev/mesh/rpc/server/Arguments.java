package dev.mesh.rpc.server;

import dev.mesh.rpc.codec.CodecException;
import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.codec.PayloadWriter;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call on the wire: one value after the other. How many there are is
 * known from the method.
 */
public final class Arguments {

	private static final @Nullable Object[] NONE = new @Nullable Object[0];

	private Arguments() {
	}

	/**
	 * Append the arguments.
	 * @param arguments the arguments
	 * @param writer writes each
	 * @param out the buffer
	 */
	public static void write(@Nullable Object[] arguments, PayloadWriter writer, ByteBuf out) {
		for (Object argument : arguments) {
			writer.write(argument, out);
		}
	}

	/**
	 * Read the arguments.
	 * @param count how many there are
	 * @param in the buffer
	 * @param reader reads each
	 * @return the arguments
	 * @throws CodecException if they cannot be read, or something is left over
	 */
	public static @Nullable Object[] read(int count, ByteBuf in, PayloadReader reader) {
		if (count == 0) {
			return NONE;
		}
		@Nullable Object[] arguments = new @Nullable Object[count];
		for (int i = 0; i < count; i++) {
			arguments[i] = reader.read(in);
		}
		requireEnd(in);
		return arguments;
	}

	/**
	 * Require that all was read: where the peer's types are other ones, the codec may
	 * take fewer bytes for a value than it was written with, and not notice.
	 * @param in the buffer
	 * @throws CodecException if something is left over
	 */
	public static void requireEnd(ByteBuf in) {
		if (in.isReadable()) {
			throw new CodecException("%d bytes are left over. The peer's version of a type may be another one."
				.formatted(in.readableBytes()), null);
		}
	}

}

package dev.mesh.benchmarks.calls.contestant;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The floor's frame: length, id, operation, payload.
 */
final class NettyFrame {

	static final byte PLACE = 0;

	static final byte ECHO = 1;

	private static final int LENGTH_BYTES = 4;

	private static final int HEADER_BYTES = 9;

	private NettyFrame() {
	}

	static ByteBuf begin(ByteBufAllocator allocator, int id, byte operation, int payloadBytes) {
		return allocator.buffer(HEADER_BYTES + payloadBytes).writeInt(0).writeInt(id).writeByte(operation);
	}

	static ByteBuf end(ByteBuf frame) {
		return frame.setInt(0, frame.readableBytes() - LENGTH_BYTES);
	}

	static void setId(ByteBuf frame, int id) {
		frame.setInt(LENGTH_BYTES, id);
	}

	static byte[] readBytes(ByteBuf in) {
		byte[] bytes = new byte[in.readableBytes()];
		in.readBytes(bytes);
		return bytes;
	}

}

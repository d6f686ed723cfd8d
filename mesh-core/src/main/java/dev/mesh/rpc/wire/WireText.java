package dev.mesh.rpc.wire;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Strings in frames: an unsigned 16-bit count of bytes, then UTF-8.
 */
final class WireText {

	/**
	 * The longest message that is sent to a peer, in characters.
	 */
	static final int MAX_MESSAGE_CHARS = 512;

	private WireText() {
	}

	static void write(ByteBuf out, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > 0xffff) {
			throw new IllegalArgumentException("text of " + bytes.length + " bytes: at most 65535 fit a frame");
		}
		out.writeShort(bytes.length).writeBytes(bytes);
	}

	static void writeMessage(ByteBuf out, String message) {
		write(out, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)));
	}

	static String read(ByteBuf in) {
		require(in, 2);
		int length = in.readUnsignedShort();
		require(in, length);
		return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
	}

	static void require(ByteBuf in, int bytes) {
		if (in.readableBytes() < bytes) {
			throw new ProtocolException("frame ends " + (bytes - in.readableBytes()) + " bytes too early");
		}
	}

}

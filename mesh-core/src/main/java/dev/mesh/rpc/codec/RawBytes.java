package dev.mesh.rpc.codec;

import io.netty.buffer.ByteBuf;

/**
 * An array of bytes that is a value by itself: a mark, the length, the bytes. They are
 * copied once on either side, and need no lane.
 */
final class RawBytes {

	/** No value that Fory writes begins with it: it keeps the bit and refuses it. */
	private static final byte MARK = (byte) 0x80;

	private static final int HEADER_BYTES = 1 + Integer.BYTES;

	private RawBytes() {
	}

	static void write(byte[] bytes, ByteBuf out) {
		int length = out.writerIndex() + HEADER_BYTES + bytes.length;
		if (length > out.capacity()) {
			// To this size and not, as by itself, to the next power of two.
			out.capacity(length);
		}
		out.writeByte(MARK);
		out.writeInt(bytes.length);
		out.writeBytes(bytes);
	}

	static boolean areNextIn(ByteBuf in) {
		return in.isReadable() && in.getByte(in.readerIndex()) == MARK;
	}

	/**
	 * Read the bytes, which are next.
	 * @throws CodecException if there are fewer than are said to be there
	 */
	static byte[] read(ByteBuf in) {
		if (in.readableBytes() < HEADER_BYTES) {
			throw new CodecException("An array of bytes cannot be read: it ends before its length. Check the peer.",
					null);
		}
		int length = in.getInt(in.readerIndex() + 1);
		int there = in.readableBytes() - HEADER_BYTES;
		if (length < 0 || length > there) {
			throw new CodecException(
					"An array of bytes cannot be read: %d of %d are there. Check the peer.".formatted(there, length),
					null);
		}
		byte[] bytes = new byte[length];
		in.skipBytes(HEADER_BYTES);
		in.readBytes(bytes);
		return bytes;
	}

}

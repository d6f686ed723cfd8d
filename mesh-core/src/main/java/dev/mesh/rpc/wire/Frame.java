package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Where things are in a frame. All offsets count from the length field on, and every
 * field has a fixed width: a frame is built by the caller's thread behind reserved space,
 * and what is known only when it leaves (id, stamp, view, time left) is filled in place
 * by the event loop.
 */
final class Frame {

	static final int LENGTH_BYTES = 4;

	/**
	 * Bytes before the body of any frame.
	 */
	static final int HEADER_BYTES = 26;

	/**
	 * Bytes before the arguments of a request.
	 */
	static final int REQUEST_HEADER_BYTES = 42;

	/**
	 * The most that is read from a peer that has not proven itself.
	 */
	static final int MAX_HELLO_BYTES = 4096;

	/**
	 * The reply's header has the load of its sender behind it.
	 */
	static final int FLAG_LOAD = 8;

	private static final int LOAD_BYTES = 2;

	private static final int MAX_LOAD = 0xffff;

	/**
	 * Streams belong to the request.
	 */
	static final int FLAG_STREAMS = 16;

	private static final int KIND = 4;

	private static final int FLAGS = 5;

	private static final int ID = 6;

	private static final int STAMP = 10;

	private static final int VIEW = 18;

	private static final int LOAD = 26;

	private static final int METHOD = 26;

	private static final int MICROS_LEFT = 34;

	// a header and the arguments of a typical call
	private static final int INITIAL_BYTES = 256;

	private Frame() {
	}

	/**
	 * Begin a frame of no known size.
	 * @param allocator where its memory comes from
	 * @param headerBytes how much to reserve for the header
	 * @return the frame, ready for its body
	 */
	static ByteBuf begin(ByteBufAllocator allocator, int headerBytes) {
		return allocator.buffer(INITIAL_BYTES).writeZero(headerBytes);
	}

	/**
	 * Make a frame that has no body.
	 * @param allocator where its memory comes from
	 * @param kind the kind
	 * @param id the request it is about, or 0
	 * @return the sealed frame
	 */
	static ByteBuf empty(ByteBufAllocator allocator, FrameKind kind, int id) {
		ByteBuf frame = allocator.buffer(HEADER_BYTES).writeZero(HEADER_BYTES);
		return seal(frame, kind, 0).setInt(ID, id);
	}

	static ByteBuf seal(ByteBuf frame, FrameKind kind, int flags) {
		frame.setInt(0, frame.readableBytes() - LENGTH_BYTES);
		frame.setByte(KIND, kind.code());
		frame.setByte(FLAGS, flags);
		return frame;
	}

	static void setId(ByteBuf frame, int id) {
		frame.setInt(ID, id);
	}

	static void setStampAndView(ByteBuf frame, long stamp, long view) {
		frame.setLong(STAMP, stamp);
		frame.setLong(VIEW, view);
	}

	static void setMethod(ByteBuf frame, long methodId) {
		frame.setLong(METHOD, methodId);
	}

	static void setMicrosLeft(ByteBuf frame, long micros) {
		frame.setLong(MICROS_LEFT, micros);
	}

	/**
	 * Return how long the header of a reply is.
	 * @param flags its flags
	 * @return the bytes before its body
	 */
	static int replyHeaderBytes(int flags) {
		return ((flags & FLAG_LOAD) != 0) ? HEADER_BYTES + LOAD_BYTES : HEADER_BYTES;
	}

	/**
	 * Set the load of a reply, if it has room for it.
	 * @param frame the reply
	 * @param calls the calls being served
	 */
	static void setLoad(ByteBuf frame, int calls) {
		if ((flags(frame) & FLAG_LOAD) != 0) {
			frame.setShort(LOAD, Math.min(calls, MAX_LOAD));
		}
	}

	static int load(ByteBuf frame) {
		return frame.getUnsignedShort(LOAD);
	}

	static FrameKind kind(ByteBuf frame) {
		return FrameKind.of(frame.getByte(KIND));
	}

	static int flags(ByteBuf frame) {
		return frame.getByte(FLAGS);
	}

	static int id(ByteBuf frame) {
		return frame.getInt(ID);
	}

	static long stamp(ByteBuf frame) {
		return frame.getLong(STAMP);
	}

	static long view(ByteBuf frame) {
		return frame.getLong(VIEW);
	}

	static long method(ByteBuf frame) {
		return frame.getLong(METHOD);
	}

	static long microsLeft(ByteBuf frame) {
		return frame.getLong(MICROS_LEFT);
	}

	/**
	 * Move to the body, so that what remains readable is the body alone.
	 * @param frame the frame
	 * @param headerBytes how long its header is
	 * @return the frame
	 * @throws ProtocolException if the frame is shorter than that
	 */
	static ByteBuf body(ByteBuf frame, int headerBytes) {
		if (frame.readableBytes() < headerBytes) {
			throw new ProtocolException("frame of " + frame.readableBytes() + " bytes is shorter than its header");
		}
		return frame.skipBytes(headerBytes);
	}

}

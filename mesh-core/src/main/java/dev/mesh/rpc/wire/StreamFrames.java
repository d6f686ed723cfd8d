package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Makes the frames of streams. The lane travels in the flags.
 */
public final class StreamFrames {

	/**
	 * Bytes before the first item of a frame: the header and the number of items.
	 */
	public static final int ITEMS_HEADER_BYTES = Frame.HEADER_BYTES + Integer.BYTES;

	private StreamFrames() {
	}

	/**
	 * Begin a frame of items; append them behind what is there.
	 * @param allocator where its memory comes from
	 * @return the frame, not sealed
	 */
	public static ByteBuf beginItems(ByteBufAllocator allocator) {
		return Frame.begin(allocator, ITEMS_HEADER_BYTES);
	}

	/**
	 * Seal a frame of items.
	 * @param frame the frame
	 * @param lane the stream
	 * @param count how many items it has
	 * @return the frame
	 */
	public static ByteBuf sealItems(ByteBuf frame, int lane, int count) {
		frame.setInt(Frame.HEADER_BYTES, count);
		return Frame.seal(frame, FrameKind.ITEM, lane);
	}

	/**
	 * Make a frame that asks for more.
	 * @param allocator where its memory comes from
	 * @param lane the stream
	 * @param items how many items more are taken
	 * @param bytes how many bytes more are taken
	 * @return the frame
	 */
	public static ByteBuf credit(ByteBufAllocator allocator, int lane, long items, long bytes) {
		ByteBuf frame = Frame.begin(allocator, Frame.HEADER_BYTES).writeLong(items).writeLong(bytes);
		return Frame.seal(frame, FrameKind.CREDIT, lane);
	}

	/**
	 * Make a frame that ends a stream well.
	 * @param allocator where its memory comes from
	 * @param lane the stream
	 * @return the frame
	 */
	public static ByteBuf complete(ByteBufAllocator allocator, int lane) {
		return Frame.seal(Frame.begin(allocator, Frame.HEADER_BYTES), FrameKind.COMPLETE, lane);
	}

	/**
	 * Make a frame that ends a stream with an error.
	 * @param allocator where its memory comes from
	 * @param lane the stream
	 * @param error writes what {@link StreamHandler#onError} is to read
	 * @return the frame
	 */
	public static ByteBuf error(ByteBufAllocator allocator, int lane, RequestHandler.Body error) {
		ByteBuf frame = Frame.begin(allocator, Frame.HEADER_BYTES);
		error.writeTo(frame);
		return Frame.seal(frame, FrameKind.ERROR, lane);
	}

	/**
	 * Make a frame that says that no more is wanted.
	 * @param allocator where its memory comes from
	 * @param lane the stream; 0 stands for the whole request
	 * @return the frame
	 */
	public static ByteBuf cancel(ByteBufAllocator allocator, int lane) {
		return Frame.seal(Frame.begin(allocator, Frame.HEADER_BYTES), FrameKind.CANCEL, lane);
	}

}

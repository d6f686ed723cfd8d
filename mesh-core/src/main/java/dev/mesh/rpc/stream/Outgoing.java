package dev.mesh.rpc.stream;

import dev.mesh.rpc.wire.StreamFrames;
import io.netty.buffer.ByteBuf;

/**
 * A frame of items that waits for its turn and is added to meanwhile. Guarded by its
 * owner.
 */
final class Outgoing {

	private final ByteBuf frame;

	private int count = 1;

	/**
	 * Make it.
	 * @param frame a frame with one item, now this object's
	 */
	Outgoing(ByteBuf frame) {
		this.frame = frame;
	}

	int bytes() {
		return this.frame.readableBytes() - StreamFrames.ITEMS_HEADER_BYTES;
	}

	int count() {
		return this.count;
	}

	/**
	 * Add the item of another frame.
	 * @param other a frame with one item, released here
	 */
	void add(ByteBuf other) {
		this.frame.writeBytes(other.skipBytes(StreamFrames.ITEMS_HEADER_BYTES));
		this.count++;
		other.release();
	}

	ByteBuf seal(int lane) {
		return StreamFrames.sealItems(this.frame, lane, this.count);
	}

	void release() {
		this.frame.release();
	}

}

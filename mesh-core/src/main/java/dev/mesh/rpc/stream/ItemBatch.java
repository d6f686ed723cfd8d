package dev.mesh.rpc.stream;

import dev.mesh.rpc.codec.CodecException;
import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;

/**
 * The items of one frame that were not read yet. Used by one thread at a time.
 */
final class ItemBatch {

	private final ByteBuf items;

	private final PayloadReader reader;

	private int left;

	/**
	 * Make it.
	 * @param items the items, now this batch's to release
	 * @param count how many there are said to be
	 * @param reader reads them
	 */
	ItemBatch(ByteBuf items, int count, PayloadReader reader) {
		this.items = items;
		this.left = count;
		this.reader = reader;
	}

	int readableBytes() {
		return this.items.readableBytes();
	}

	boolean isEmpty() {
		return this.left == 0;
	}

	/**
	 * Read the next item.
	 * @throws CodecException if it is no item, or not as many as the frame said
	 */
	Object read() {
		Object item = this.reader.read(this.items);
		if (item == null) {
			throw new CodecException("An item is null. Check the peer.", null);
		}
		this.left--;
		if (this.left == 0 && this.items.isReadable()) {
			throw new CodecException(
					"A frame has " + this.items.readableBytes() + " bytes behind its last item. " + "Check the peer.",
					null);
		}
		return item;
	}

	void release() {
		this.items.release();
	}

}

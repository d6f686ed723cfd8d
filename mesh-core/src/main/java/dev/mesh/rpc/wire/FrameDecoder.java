package dev.mesh.rpc.wire;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Cuts the stream into frames, length field included. The declared length is checked
 * before anything is set aside for it, and memory grows only with what has arrived.
 */
final class FrameDecoder extends ByteToMessageDecoder {

	/** Some times what is read at once. */
	private static final int LARGE_BYTES = 256 * 1024;

	/** Crumbs would cost more to keep apart than to copy. */
	private static final int PIECE_BYTES = 8 * 1024;

	private int maxFrameBytes = Frame.MAX_HELLO_BYTES;

	private boolean broken;

	FrameDecoder() {
		setCumulator(FrameDecoder::cumulate);
	}

	/**
	 * What arrives of a large frame is left where it is, not copied again and again;
	 * except in buffers that are mostly empty, which would hold far more than arrived.
	 */
	private static ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf before, ByteBuf arrived) {
		int bytes = arrived.readableBytes();
		boolean apart = bytes >= PIECE_BYTES && bytes >= arrived.capacity() / 2 && isLarge(before);
		return (apart ? COMPOSITE_CUMULATOR : MERGE_CUMULATOR).cumulate(allocator, before, arrived);
	}

	private static boolean isLarge(ByteBuf begun) {
		return begun.readableBytes() >= Frame.LENGTH_BYTES && begun.getUnsignedInt(begun.readerIndex()) > LARGE_BYTES;
	}

	/**
	 * Set the limit; small until the peer has proven itself.
	 * @param bytes the largest frame, length field included
	 */
	void limitTo(int bytes) {
		this.maxFrameBytes = bytes;
	}

	@Override
	protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
		if (this.broken) {
			in.skipBytes(in.readableBytes());
			return;
		}
		if (in.readableBytes() < Frame.LENGTH_BYTES) {
			return;
		}
		long length = in.getUnsignedInt(in.readerIndex()) + Frame.LENGTH_BYTES;
		if (length < Frame.HEADER_BYTES || length > this.maxFrameBytes) {
			this.broken = true;
			throw new ProtocolException("frame of " + length + " bytes, where " + Frame.HEADER_BYTES + " to "
					+ this.maxFrameBytes + " are allowed");
		}
		if (in.readableBytes() >= length) {
			out.add(in.readRetainedSlice((int) length));
		}
	}

}

package dev.mesh.rpc.wire;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Cuts the stream into frames, length field included. The declared length is checked
 * before anything is set aside for it, and memory grows only with what has arrived.
 */
final class FrameDecoder extends ByteToMessageDecoder {

	private int maxFrameBytes = Frame.MAX_HELLO_BYTES;

	private boolean broken;

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

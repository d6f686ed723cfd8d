package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What passes between a node of the protocol's first edition and others: neither side
 * hears of the features that came later. The node itself is no older, so this shows what
 * others do with what an older node says, not what that does.
 */
public final class OlderFrames implements FrameProxy.Manner {

	@Override
	public @Nullable ByteBuf request(ByteBuf frame) {
		return withoutFeatures(frame);
	}

	@Override
	public @Nullable ByteBuf reply(ByteBuf frame) {
		return withoutFeatures(frame);
	}

	/** That edition said nothing behind the names of its types. */
	private static ByteBuf withoutFeatures(ByteBuf frame) {
		if (Frame.kind(frame) != FrameKind.TYPES) {
			return frame;
		}
		int end = Frame.HEADER_BYTES + Integer.BYTES;
		int names = frame.getInt(end);
		end += Integer.BYTES;
		for (int i = 0; i < names; i++) {
			end += Short.BYTES + frame.getUnsignedShort(end);
		}
		return Frame.seal(frame.writerIndex(end), FrameKind.TYPES, Frame.flags(frame));
	}

}

package dev.mesh.rpc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Answers as a node that speaks only an earlier version of the protocol: the refusal has
 * the same layout in all of them.
 */
public final class NoCommonVersion implements FrameProxy.Manner {

	@Override
	public @Nullable ByteBuf reply(ByteBuf frame) {
		if (Frame.kind(frame) != FrameKind.WELCOME) {
			return null;
		}
		ByteBuf refused = Unpooled.buffer().writeZero(Frame.HEADER_BYTES);
		new Refusal(Refusal.Code.VERSION,
				"the peer speaks protocol versions 1 to 1 and this node 0: upgrade the older one")
			.writeTo(refused);
		return Frame.seal(refused, FrameKind.REFUSED, 0);
	}

}

package dev.mesh.rpc.wire;

import java.util.concurrent.CountDownLatch;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A reader of streams that grants all there is and reads nothing.
 */
public final class GreedyReader implements FrameProxy.Manner {

	private final CountDownLatch hungry = new CountDownLatch(1);

	@Override
	public @Nullable ByteBuf request(ByteBuf frame) {
		if (Frame.kind(frame) == FrameKind.CREDIT) {
			frame.setLong(Frame.HEADER_BYTES, Long.MAX_VALUE / 4);
			frame.setLong(Frame.HEADER_BYTES + Long.BYTES, Long.MAX_VALUE / 4);
		}
		return frame;
	}

	@Override
	public @Nullable ByteBuf reply(ByteBuf frame) {
		if (Frame.kind(frame) != FrameKind.ITEM) {
			return frame;
		}
		try {
			this.hungry.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

	/** Close the connection. */
	public void leave() {
		this.hungry.countDown();
	}

}

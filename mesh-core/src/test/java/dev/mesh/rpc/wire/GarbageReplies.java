package dev.mesh.rpc.wire;

import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Every reply is garbage, of each kind in turn that a caller can tell from a reply. What
 * cannot be told, such as another result of the right type, is for TLS to rule out.
 */
public final class GarbageReplies implements FrameProxy.Manner {

	/** Further than any call of a test gets. */
	private static final int NEVER_CALLED = 1_000_000_000;

	private final Random random = new Random(7);

	private int replies;

	@Override
	public synchronized @Nullable ByteBuf reply(ByteBuf frame) {
		FrameKind kind = Frame.kind(frame);
		return switch (kind) {
			case RESULT, EXCEPTION, NOT_EXECUTED, OUTCOME_UNKNOWN -> garbled(frame, this.replies++ % 6);
			// One that goes to no stream is a gap that nobody could see.
			case ITEM, COMPLETE, ERROR -> garbled(frame, this.replies++ % 4);
			default -> frame;
		};
	}

	private @Nullable ByteBuf garbled(ByteBuf frame, int how) {
		return switch (how) {
			case 0 -> noise();
			case 1 -> frame.writerIndex(frame.writerIndex() - 1);
			case 2 -> frame.setByte(4, 99);
			case 3 -> Frame.seal(frame.writerIndex(bodyStart(frame)), Frame.kind(frame), Frame.flags(frame));
			case 4 -> renumbered(frame);
			default -> Unpooled.wrappedBuffer(renumbered(frame.copy()), frame);
		};
	}

	private ByteBuf noise() {
		byte[] bytes = new byte[200];
		this.random.nextBytes(bytes);
		return Unpooled.buffer().writeBytes(bytes);
	}

	/** Without its body, which no value, no item and no refusal is. */
	private static int bodyStart(ByteBuf frame) {
		boolean answer = Frame.kind(frame) == FrameKind.RESULT || Frame.kind(frame) == FrameKind.EXCEPTION;
		return answer ? Frame.replyHeaderBytes(Frame.flags(frame)) : Frame.HEADER_BYTES;
	}

	/** For a call that was never made: who made one waits for its reply. */
	private static ByteBuf renumbered(ByteBuf frame) {
		Frame.setId(frame, NEVER_CALLED + Frame.id(frame));
		return frame;
	}

}

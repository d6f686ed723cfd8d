package dev.mesh.rpc.wire;

import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Streams that nobody is to speak of.
 */
final class NoStreams implements StreamHandler {

	@Override
	public void onLink(StreamLink link) {
		throw new AssertionError("sent");
	}

	@Override
	public void onReply(boolean result) {
		throw new AssertionError("replied to");
	}

	@Override
	public void onItems(int lane, int count, ByteBuf items, PayloadReader reader) {
		throw new AssertionError("items");
	}

	@Override
	public void onCredit(int lane, long items, long bytes) {
		throw new AssertionError("credit");
	}

	@Override
	public void onComplete(int lane) {
		throw new AssertionError("complete");
	}

	@Override
	public void onError(int lane, ByteBuf error, PayloadReader reader) {
		throw new AssertionError("error");
	}

	@Override
	public void onCancel(int lane) {
		throw new AssertionError("cancel");
	}

	@Override
	public void onStop(String message) {
		throw new AssertionError("stop");
	}

	@Override
	public void onLost(String message) {
		throw new AssertionError("lost");
	}

	@Override
	public @Nullable ByteBuf next() {
		return null;
	}

	@Override
	public boolean isEnded() {
		return true;
	}

}

package dev.mesh.rpc.stream;

import dev.mesh.rpc.codec.PayloadReader;
import dev.mesh.rpc.wire.StreamLink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One end of one stream, as its session sees it. What a peer says after its end is passed
 * over. All methods are called on the connection's event loop.
 */
interface LaneEnd {

	/**
	 * Tell whether the items are read here, as opposed to published.
	 */
	boolean reads();

	void onLink(StreamLink link);

	default void onItems(int count, ByteBuf items, PayloadReader reader) {
	}

	default void onCredit(long items, long bytes) {
	}

	default void onComplete() {
	}

	default void onError(ByteBuf error, PayloadReader reader) {
	}

	default void onCancel() {
	}

	/**
	 * End because this node or the call does, and say so to the peer.
	 * @param message why, as part of a sentence
	 */
	void onStop(String message);

	/**
	 * End because the peer cannot be reached any more.
	 * @param message why, as part of a sentence
	 */
	void onLost(String message);

	@Nullable ByteBuf next();

	boolean isEnded();

}

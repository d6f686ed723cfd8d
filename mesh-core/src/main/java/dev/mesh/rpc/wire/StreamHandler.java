package dev.mesh.rpc.wire;

import dev.mesh.rpc.codec.PayloadReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The streams that belong to one request, on either side of it: what the peer says of
 * them, and what is to be said to it. A stream is named by its lane: 0 is the result, any
 * other a parameter. All methods are called on the event loop of the connection, must not
 * block and must not throw.
 */
public interface StreamHandler {

	/**
	 * Frames can be sent; called once, before all else.
	 * @param link wakes the connection
	 */
	void onLink(StreamLink link);

	/**
	 * The request was replied to.
	 * @param result whether by a result; else the streams are over
	 */
	void onReply(boolean result);

	/**
	 * Items have come.
	 * @param lane the stream
	 * @param count how many
	 * @param items the items one after the other, valid during the call unless retained
	 * @param reader reads them
	 */
	void onItems(int lane, int count, ByteBuf items, PayloadReader reader);

	/**
	 * The reader asks for more.
	 * @param lane the stream
	 * @param items how many items more it takes
	 * @param bytes how many bytes more it takes
	 */
	void onCredit(int lane, long items, long bytes);

	/**
	 * The stream is complete.
	 * @param lane the stream
	 */
	void onComplete(int lane);

	/**
	 * The stream failed.
	 * @param lane the stream
	 * @param error why, as it was written by {@link StreamFrames#error}; valid during the
	 * call unless retained
	 * @param reader reads it
	 */
	void onError(int lane, ByteBuf error, PayloadReader reader);

	/**
	 * The reader wants no more.
	 * @param lane the stream; 0 stands for all of them
	 */
	void onCancel(int lane);

	/**
	 * This node is stopping: end the streams that still run, and tell the peer.
	 * @param message why, as part of a sentence
	 */
	void onStop(String message);

	/**
	 * The connection has ended: nothing more can be said or heard.
	 * @param message why, as part of a sentence
	 */
	void onLost(String message);

	/**
	 * Return what is to be sent next; asked after {@link StreamLink#ready()}, and then
	 * until there is nothing.
	 * @return a frame made by {@link StreamFrames}, or {@code null}
	 */
	@Nullable ByteBuf next();

	/**
	 * Tell whether all streams have ended, so that the connection can forget them.
	 * @return whether they have
	 */
	boolean isEnded();

}

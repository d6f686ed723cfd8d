package dev.mesh.rpc.stream;

import dev.mesh.rpc.wire.StreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one attempt to call another node. Safe for use by any thread.
 */
public final class OutboundStreams {

	private final StreamSession session;

	private final @Nullable StreamReceiver result;

	private final long presetDemand;

	OutboundStreams(StreamSession session, @Nullable StreamReceiver result, long presetDemand) {
		this.session = session;
		this.result = result;
		this.presetDemand = presetDemand;
	}

	/**
	 * Return what the client is to tell of the streams.
	 * @return the handler
	 */
	public StreamHandler handler() {
		return this.session;
	}

	StreamReceiver result() {
		if (this.result == null) {
			throw new IllegalStateException("the result of the call is no stream");
		}
		return this.result;
	}

	/**
	 * Return how much was asked of the stream before anyone subscribed.
	 */
	long presetDemand() {
		return this.presetDemand;
	}

	/**
	 * Give up the attempt: publishers are cancelled.
	 */
	public void abandon() {
		this.session.end("the call that it came with has ended");
		if (this.result != null) {
			this.result.abandon();
		}
	}

}

package dev.mesh.rpc.stream;

import java.util.concurrent.Flow;

import dev.mesh.rpc.wire.StreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one request that is served here. Safe for use by any thread.
 */
public final class InboundStreams {

	private final Runnable permit;

	private final @Nullable LaneEnd[] lanes;

	private final StreamSession session;

	private @Nullable StreamSender result;

	private boolean over;

	private @Nullable Runnable endAction;

	InboundStreams(int parameters, Runnable permit) {
		this.permit = permit;
		this.lanes = new @Nullable LaneEnd[parameters + 1];
		this.session = new StreamSession(this.lanes, true);
	}

	/** Before anyone else knows of it. */
	void set(@Nullable StreamSender sender, @Nullable StreamReceiver[] inputs) {
		this.result = sender;
		this.lanes[0] = sender;
		System.arraycopy(inputs, 0, this.lanes, 1, inputs.length);
	}

	/**
	 * Return what the request is to tell of the streams.
	 * @return the handler
	 */
	public StreamHandler handler() {
		return this.session;
	}

	/**
	 * Return the stream that is a parameter.
	 * @param parameter the parameter's index
	 * @return the publisher, for one subscriber
	 */
	public Flow.Publisher<Object> parameter(int parameter) {
		if (this.lanes[parameter + 1] instanceof StreamReceiver receiver) {
			return receiver;
		}
		throw new IllegalArgumentException("parameter " + parameter + " is no stream");
	}

	/**
	 * Publish the result. The request is to be answered by an empty result, before or
	 * after.
	 * @param publisher the result
	 * @param ended what to do once when the stream has ended in any way
	 */
	public void publish(Flow.Publisher<?> publisher, Runnable ended) {
		StreamSender sender = this.result;
		if (sender == null) {
			throw new IllegalStateException("the result of the call is no stream");
		}
		synchronized (this) {
			this.endAction = ended;
			if (this.over) {
				sender = null;
			}
		}
		if (sender != null) {
			sender.publish(publisher);
		}
		else {
			ended.run();
		}
	}

	/**
	 * End the streams because the service goes away, and tell the caller.
	 * @param message why, as part of a sentence
	 */
	public void cutOff(String message) {
		this.session.stop(message);
	}

	void ended() {
		Runnable action;
		synchronized (this) {
			this.over = true;
			action = this.endAction;
		}
		this.permit.run();
		if (action != null) {
			action.run();
		}
	}

}

package dev.mesh.rpc.call;

import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.stream.OutboundStreams;
import dev.mesh.rpc.stream.StreamRelay;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result is a stream: what the call ends with is that the stream is open, or
 * why it could not be opened. Until then it is tried as any other; a stream that has been
 * opened is never opened again.
 */
final class StreamCall extends OutboundCall {

	private @Nullable StreamRelay relay;

	private volatile boolean carriedOn;

	StreamCall(MethodCall method, @Nullable Object[] arguments, long deadlineNanos) {
		super(method, arguments, deadlineNanos, Aim.ANY);
	}

	void start(Flow.Subscriber<? super Object> subscriber) {
		StreamRelay opened = method().calling().streams().read(method().toString(), subscriber, this::giveUp);
		if (opened == null) {
			StreamRelay.refuse(subscriber,
					new NotExecutedException(Reason.OVERLOADED,
							"'" + method() + "' was not executed: too many streams are open on this node. "
									+ "Subscribe again when some have ended."));
			return;
		}
		this.relay = opened;
		opened.begin();
		if (!opened.isCancelled()) {
			step();
			giveUpIfCancelled();
		}
	}

	/** Does nothing if the stream is open: the relay then cancels that. */
	private void giveUp() {
		abandon(null);
	}

	/** Cancelled while a step set up the next wait: nobody else would end that wait. */
	private void giveUpIfCancelled() {
		if (isGivenUp()) {
			giveUp();
		}
	}

	@Override
	StreamRelay relay() {
		if (this.relay == null) {
			throw new IllegalStateException("the call was not started");
		}
		return this.relay;
	}

	@Override
	boolean isOnCallersStack() {
		return !this.carriedOn;
	}

	@Override
	void resume() {
		try {
			method().calling().streams().threads().execute(this::carryOn);
		}
		catch (RejectedExecutionException ex) {
			end(null, failures().unknown("this node is stopping.", ex));
		}
	}

	private void carryOn() {
		this.carriedOn = true;
		step();
		giveUpIfCancelled();
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored") // a pause that has ended ignores its
													// timer
	void await(Pause pause) {
		try {
			method().calling().callbacks().schedule(pause::expire, pause.expiryNanos() - System.nanoTime());
		}
		catch (RejectedExecutionException ex) {
			Throwable abandoned = abandon(ex);
			if (abandoned != null) {
				end(null, abandoned);
			}
		}
	}

	@Override
	void awaitHedge(Race race) {
		throw new IllegalStateException("'" + method() + "' has streams and is sent to one node at a time");
	}

	@Override
	void runHere(Runnable task) {
		task.run();
	}

	@Override
	boolean isGivenUp() {
		return relay().isCancelled();
	}

	@Override
	void end(@Nullable Object opened, @Nullable Throwable failure) {
		if (failure != null) {
			relay().fail(failure);
		}
		else if (opened instanceof OutboundStreams streams) {
			relay().subscribeTo(streams);
		}
		else if (opened instanceof LocalStream stream) {
			stream.openTo(relay());
		}
		else {
			relay().fail(new NullPointerException("'" + method() + "' returned null in place of a stream"));
		}
	}

}

package dev.mesh.rpc.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a subscriber and the stream that is opened for it: takes demand and
 * cancel from the start, passes them on once there is a stream, and sees to it that the
 * subscriber gets one end, whoever brings it. Safe for use by any thread.
 */
public final class StreamRelay implements Flow.Subscriber<Object>, Flow.Subscription {

	private static final Logger logger = LoggerFactory.getLogger(StreamRelay.class);

	private final Flow.Subscriber<? super Object> subscriber;

	private final StreamErrors errors;

	private final StreamThreads threads;

	private final Runnable cancelAction;

	private final SerialSubscription source = new SerialSubscription(this::sourceThrew);

	private final AtomicReference<@Nullable StreamEnd> end = new AtomicReference<>();

	/**
	 * Counts who is signalling: an end that comes while an item is being signalled is
	 * signalled by whoever signals the item. Never 0 again after the end.
	 */
	private final AtomicInteger signalling = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	private volatile boolean cancelled;

	private volatile Runnable endAction;

	/**
	 * Make it.
	 * @param subscriber the subscriber
	 * @param errors words the stream's errors
	 * @param threads end streams that are cut off
	 * @param cancelAction what to do when the subscriber cancels
	 * @param endAction what to do once when the stream has ended in any way
	 */
	StreamRelay(Flow.Subscriber<? super Object> subscriber, StreamErrors errors, StreamThreads threads,
			Runnable cancelAction, Runnable endAction) {
		this.subscriber = subscriber;
		this.errors = errors;
		this.threads = threads;
		this.cancelAction = cancelAction;
		this.endAction = endAction;
	}

	/**
	 * Give a subscriber an error and nothing else.
	 * @param subscriber the subscriber
	 * @param failure the error
	 */
	public static void refuse(Flow.Subscriber<?> subscriber, Throwable failure) {
		subscriber.onSubscribe(NoItems.INSTANCE);
		subscriber.onError(failure);
	}

	/**
	 * Give the subscriber its subscription.
	 */
	public void begin() {
		try {
			this.subscriber.onSubscribe(this);
		}
		catch (RuntimeException ex) {
			subscriberThrew(ex);
		}
	}

	/**
	 * Subscribe to an instance of this node, whose items pass on the threads that emit
	 * them.
	 * @param publisher what the service returned
	 * @param leave what to do when the stream has ended in any way
	 */
	public void subscribeTo(Flow.Publisher<?> publisher, Runnable leave) {
		AtomicBoolean left = new AtomicBoolean();
		Runnable before = this.endAction;
		this.endAction = () -> {
			leaveOnce(left, leave);
			before.run();
		};
		if (this.over.get()) {
			// It may have ended just before it could know of the action.
			leaveOnce(left, leave);
			return;
		}
		try {
			publisher.subscribe(this);
		}
		catch (Throwable ex) {
			sourceThrew(ex);
		}
	}

	private static void leaveOnce(AtomicBoolean left, Runnable leave) {
		if (left.compareAndSet(false, true)) {
			leave.run();
		}
	}

	/**
	 * Subscribe to a stream from another node.
	 * @param streams those of the attempt that reached the node
	 */
	public void subscribeTo(OutboundStreams streams) {
		this.source.forget(streams.presetDemand());
		streams.result().subscribe(this);
	}

	/**
	 * Return how much the subscriber has asked for in advance.
	 */
	long waitingDemand() {
		return this.source.waitingDemand();
	}

	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * End the stream because the service goes away.
	 * @param message why, as part of a sentence
	 */
	public void cutOff(String message) {
		Runnable cut = () -> {
			this.source.cancel();
			fail(this.errors.lost(message));
		};
		try {
			this.threads.execute(cut);
		}
		catch (RejectedExecutionException ex) {
			cut.run();
		}
	}

	/**
	 * End the stream with an error.
	 * @param failure what the subscriber is to see
	 */
	public void fail(Throwable failure) {
		end(StreamEnd.failure(failure));
	}

	@Override
	public void request(long n) {
		if (n > 0) {
			this.source.request(n);
		}
		else {
			this.source.cancel();
			fail(StreamErrors.badRequest());
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.source.cancel();
		ended();
		this.cancelAction.run();
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		Objects.requireNonNull(subscription, "subscription");
		if (!this.source.set(subscription)) {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object item) {
		if (item == null) {
			this.source.cancel();
			fail(this.errors.violation("emitted null"));
			throw new NullPointerException("item");
		}
		if (this.cancelled || !this.signalling.compareAndSet(0, 1)) {
			return;
		}
		try {
			this.subscriber.onNext(item);
		}
		catch (Throwable ex) {
			subscriberThrew(ex);
		}
		if (this.signalling.decrementAndGet() != 0) {
			signalEnd();
		}
	}

	@Override
	public void onError(Throwable thrown) {
		Objects.requireNonNull(thrown, "thrown");
		fail(thrown);
	}

	@Override
	public void onComplete() {
		end(StreamEnd.COMPLETE);
	}

	private void end(StreamEnd how) {
		if (this.end.compareAndSet(null, how) && this.signalling.getAndIncrement() == 0) {
			signalEnd();
		}
	}

	private void signalEnd() {
		StreamEnd how = this.end.get();
		ended();
		if (how != null && !this.cancelled) {
			how.signal(this.subscriber, this.errors);
		}
	}

	private void ended() {
		if (this.over.compareAndSet(false, true)) {
			this.endAction.run();
		}
	}

	private void subscriberThrew(Throwable thrown) {
		logger.error("The subscriber of '{}' threw, which none may; the stream is cancelled.", this.errors, thrown);
		cancel();
	}

	private void sourceThrew(Throwable thrown) {
		logger.warn("The publisher of '{}' threw from a method that must not throw.", this.errors, thrown);
		this.source.cancel();
		fail(this.errors.violation("threw " + thrown));
	}

}

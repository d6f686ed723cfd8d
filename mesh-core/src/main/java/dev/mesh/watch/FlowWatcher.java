package dev.mesh.watch;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls a subscriber by the rules of Reactive Streams 1.0.4. Every signal,
 * {@code onSubscribe} included, comes from the serial task, which keeps them in order
 * (rule 1.3) however early the subscriber requests.
 *
 * @param <T> the type of the value
 */
final class FlowWatcher<T> extends Watcher<T> implements Flow.Subscription {

	private static final long INVALID = -1;

	private final Flow.Subscriber<? super T> subscriber;

	/** What was requested and not delivered; {@link #INVALID} after a bad request. */
	private final AtomicLong demand = new AtomicLong();

	private boolean subscribed;

	FlowWatcher(WatchedValue<T> source, Flow.Subscriber<? super T> subscriber) {
		super(source);
		this.subscriber = subscriber;
	}

	@Override
	void proceed(boolean ended) {
		try {
			advance(ended);
		}
		catch (RuntimeException | Error ex) {
			// Rule 2.13: a subscriber that throws is as good as cancelled.
			close();
			throw ex;
		}
	}

	private void advance(boolean ended) {
		if (!this.subscribed) {
			this.subscribed = true;
			this.subscriber.onSubscribe(this);
		}
		if (isCancelled()) {
			return;
		}
		if (this.demand.get() == INVALID) {
			close();
			this.subscriber.onError(new IllegalArgumentException("rule 3.9: a request must be for 1 or more values"));
			return;
		}
		deliver();
		if (ended && !isCancelled()) {
			close();
			this.subscriber.onComplete();
		}
	}

	private void deliver() {
		if (this.demand.get() <= 0) {
			return;
		}
		T value = takeNewer();
		if (value != null) {
			this.demand.accumulateAndGet(1, (wanted, one) -> unlimited(wanted) ? wanted : wanted - one);
			this.subscriber.onNext(value);
		}
	}

	private static boolean unlimited(long wanted) {
		return wanted == Long.MAX_VALUE || wanted == INVALID;
	}

	@Override
	public void request(long n) {
		if (n <= 0) {
			this.demand.set(INVALID);
		}
		else {
			this.demand.accumulateAndGet(n, FlowWatcher::plus);
		}
		signal();
	}

	private static long plus(long wanted, long more) {
		if (unlimited(wanted)) {
			return wanted;
		}
		return (wanted > Long.MAX_VALUE - more) ? Long.MAX_VALUE : wanted + more;
	}

	@Override
	public void cancel() {
		close();
	}

	@Override
	public String toString() {
		return this.subscriber.toString();
	}

}

package dev.mesh.rpc.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber that asks for items when it is told to.
 *
 * @param <T> the type of the items
 */
class Reader<T> implements Flow.Subscriber<T> {

	final List<T> items = new CopyOnWriteArrayList<>();

	final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

	private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

	private final long first;

	/**
	 * Make it.
	 * @param first what it asks for at once, 0 for nothing
	 */
	Reader(long first) {
		this.first = first;
	}

	static <T> Reader<T> of(Flow.Publisher<T> publisher) {
		return subscribed(publisher, Long.MAX_VALUE);
	}

	static <T> Reader<T> subscribed(Flow.Publisher<T> publisher, long first) {
		Reader<T> reader = new Reader<>(first);
		publisher.subscribe(reader);
		return reader;
	}

	void request(long n) {
		this.subscription.join().request(n);
	}

	void cancel() {
		this.subscription.join().cancel();
	}

	/** The error the stream ended with, or {@code null} if it ended well. */
	@Nullable Throwable awaitEnd() throws Exception {
		return this.end.get(30, TimeUnit.SECONDS);
	}

	@Override
	public void onSubscribe(Flow.Subscription given) {
		this.subscription.complete(given);
		if (this.first > 0) {
			given.request(this.first);
		}
	}

	@Override
	public void onNext(T item) {
		if (this.end.isDone()) {
			throw new IllegalStateException("an item after the end");
		}
		this.items.add(item);
	}

	@Override
	public void onError(Throwable thrown) {
		if (!this.end.complete(thrown)) {
			throw new IllegalStateException("ended twice");
		}
	}

	@Override
	public void onComplete() {
		if (!this.end.complete(null)) {
			throw new IllegalStateException("ended twice");
		}
	}

}

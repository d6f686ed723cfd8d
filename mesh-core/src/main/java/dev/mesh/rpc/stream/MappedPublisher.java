package dev.mesh.rpc.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Publishes what another publisher does, each item and the error replaced. An item that
 * cannot be replaced ends the stream with what was thrown.
 */
public final class MappedPublisher implements Flow.Publisher<Object> {

	private final Flow.Publisher<?> source;

	private final UnaryOperator<Object> items;

	private final UnaryOperator<Throwable> errors;

	/**
	 * Make it.
	 * @param source the other publisher
	 * @param items replaces items
	 * @param errors replaces the error
	 */
	public MappedPublisher(Flow.Publisher<?> source, UnaryOperator<Object> items, UnaryOperator<Throwable> errors) {
		this.source = source;
		this.items = items;
		this.errors = errors;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super Object> subscriber) {
		Objects.requireNonNull(subscriber, "subscriber");
		this.source.subscribe(new Mapping(subscriber));
	}

	/**
	 * Passes on to one subscriber. Signals come one at a time.
	 */
	private final class Mapping implements Flow.Subscriber<Object> {

		private final Flow.Subscriber<? super Object> subscriber;

		private Flow.@Nullable Subscription subscription;

		private boolean ended;

		private Mapping(Flow.Subscriber<? super Object> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void onSubscribe(Flow.Subscription given) {
			this.subscription = given;
			this.subscriber.onSubscribe(given);
		}

		@Override
		public void onNext(Object item) {
			if (item == null) {
				this.subscriber.onNext(item); // refused there
				return;
			}
			Object mapped;
			try {
				mapped = MappedPublisher.this.items.apply(item);
			}
			catch (RuntimeException ex) {
				if (this.subscription != null) {
					this.subscription.cancel();
				}
				end(ex);
				return;
			}
			if (!this.ended) {
				this.subscriber.onNext(mapped);
			}
		}

		@Override
		public void onError(Throwable thrown) {
			end(MappedPublisher.this.errors.apply(thrown));
		}

		private void end(Throwable thrown) {
			if (!this.ended) {
				this.ended = true;
				this.subscriber.onError(thrown);
			}
		}

		@Override
		public void onComplete() {
			if (!this.ended) {
				this.ended = true;
				this.subscriber.onComplete();
			}
		}

	}

}

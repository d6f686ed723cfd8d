package dev.mesh.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

class WatchedPublisherTests {

	private final WatchedValue<Integer> value = new WatchedValue<>(0);

	@AfterEach
	void close() {
		this.value.close();
	}

	@Test
	void deliversNothingWithoutDemandThenOnlyTheLatest() {
		Recorder recorder = subscribe(0);
		await().until(() -> recorder.subscription() != null);
		this.value.set(1);
		this.value.set(2);
		assertThat(recorder.signals()).containsExactly("subscribe");
		recorder.request(1);
		await().until(() -> recorder.signals().equals(List.of("subscribe", "2")));
		this.value.set(3);
		recorder.request(1);
		await().until(() -> recorder.signals().equals(List.of("subscribe", "2", "3")));
	}

	@Test
	void demandIsKeptUntilThereIsAValue() {
		Recorder recorder = subscribe(2);
		await().until(() -> recorder.signals().equals(List.of("subscribe", "0")));
		this.value.set(1);
		await().until(() -> recorder.signals().equals(List.of("subscribe", "0", "1")));
	}

	@Test
	void aRequestForNothingIsAnErrorByRule39() {
		Recorder recorder = subscribe(-1);
		await().until(() -> recorder.signals().equals(List.of("subscribe", "error rule 3.9")));
		this.value.set(1);
		Recorder other = subscribe(1);
		await().until(() -> other.signals().contains("1"));
		assertThat(recorder.signals()).hasSize(2);
	}

	@Test
	void demandOverflowCountsAsUnlimited() {
		Recorder recorder = subscribe(Long.MAX_VALUE);
		await().until(() -> recorder.signals().contains("0"));
		recorder.request(Long.MAX_VALUE);
		this.value.set(1);
		await().until(() -> recorder.signals().contains("1"));
	}

	@Test
	void closingTheValueCompletes() {
		Recorder recorder = subscribe(10);
		await().until(() -> recorder.signals().contains("0"));
		this.value.close();
		await().until(() -> recorder.signals().equals(List.of("subscribe", "0", "complete")));
	}

	@Test
	void subscribingToAClosedValueCompletesAtOnce() {
		this.value.close();
		assertThat(subscribe(0).signals()).containsExactly("subscribe", "complete");
	}

	@Test
	void cancellingInOnNextEndsTheSignals() {
		AtomicBoolean first = new AtomicBoolean(true);
		Recorder recorder = new Recorder(Long.MAX_VALUE) {
			@Override
			public void onNext(Integer item) {
				super.onNext(item);
				assertThat(first.getAndSet(false)).isTrue();
				cancel();
			}
		};
		this.value.publisher().subscribe(recorder);
		await().until(() -> recorder.signals().contains("0"));
		this.value.set(1);
		this.value.close();
		assertThat(recorder.signals()).containsExactly("subscribe", "0");
	}

	@Test
	void aThrowingSubscriberIsCancelled() {
		Recorder recorder = new Recorder(Long.MAX_VALUE) {
			@Override
			public void onNext(Integer item) {
				super.onNext(item);
				throw new IllegalStateException("thrown on purpose");
			}
		};
		this.value.publisher().subscribe(recorder);
		await().until(() -> recorder.signals().contains("0"));
		this.value.set(1);
		Recorder other = subscribe(1);
		await().until(() -> other.signals().contains("1"));
		assertThat(recorder.signals()).containsExactly("subscribe", "0");
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller that is not checked could pass
	void aNullSubscriberIsRefusedByRule19() {
		assertThatNullPointerException().isThrownBy(() -> this.value.publisher().subscribe(null));
	}

	private Recorder subscribe(long demand) {
		Recorder recorder = new Recorder(demand);
		this.value.publisher().subscribe(recorder);
		return recorder;
	}

	private static class Recorder implements Flow.Subscriber<Integer> {

		private final List<String> signals = new ArrayList<>();

		private final long demand;

		private volatile Flow.@Nullable Subscription subscription;

		Recorder(long demand) {
			this.demand = demand;
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			record("subscribe");
			this.subscription = subscription;
			if (this.demand != 0) {
				subscription.request(this.demand);
			}
		}

		@Override
		public void onNext(Integer item) {
			record(item.toString());
		}

		@Override
		public void onError(Throwable error) {
			String message = String.valueOf(error.getMessage());
			record("error " + message.substring(0, message.indexOf(':')));
		}

		@Override
		public void onComplete() {
			record("complete");
		}

		Flow.@Nullable Subscription subscription() {
			return this.subscription;
		}

		void request(long n) {
			Flow.Subscription current = this.subscription;
			assertThat(current).isNotNull();
			current.request(n);
		}

		void cancel() {
			Flow.Subscription current = this.subscription;
			assertThat(current).isNotNull();
			current.cancel();
		}

		private synchronized void record(String signal) {
			this.signals.add(signal);
		}

		synchronized List<String> signals() {
			return List.copyOf(this.signals);
		}

	}

}

package dev.mesh.rpc.call;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.local.InstanceGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

/**
 * A stream behaves the same wherever the service is.
 */
class StreamShapeTests {

	private final FluxTicker bean = new FluxTicker();

	private WirePair pair = new WirePair(Ticker.class, "ticker");

	private InstanceGate gate = new InstanceGate(new ServiceId("ticker", "1"), this.bean);

	@AfterEach
	void stop() {
		await().until(() -> this.gate.inFlight() == 0);
		await().until(() -> this.pair.caller.plane().streams().reading() == 0);
		await().until(() -> this.pair.host.plane().streams().serving() == 0);
		this.pair.close();
	}

	private Ticker ticker(Place place) {
		return ticker(place, this.bean);
	}

	private Ticker ticker(Place place, Ticker hosted) {
		if (place == Place.BY_COPY) {
			this.pair.close();
			this.pair = new WirePair(Ticker.class, "ticker", LocalCalls.BY_COPY);
		}
		this.gate = this.pair.hostAt((place == Place.REMOTE) ? this.pair.host : this.pair.caller, hosted);
		return this.pair.caller.plane().stub(Ticker.class);
	}

	@ParameterizedTest
	@EnumSource
	void itemsArriveInOrderAndThenTheEnd(Place place) throws Exception {
		Reader<Integer> reader = Reader.of(ticker(place).ticks(10_000));
		assertThat(reader.awaitEnd()).isNull();
		assertThat(reader.items).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
	}

	@ParameterizedTest
	@EnumSource
	void emptyStreamsEnd(Place place) throws Exception {
		Reader<Integer> reader = Reader.of(ticker(place).ticks(0));
		assertThat(reader.awaitEnd()).isNull();
		assertThat(reader.items).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void nothingRunsBeforeSomebodySubscribesAndThenOncePerSubscriber(Place place) throws Exception {
		Flow.Publisher<Integer> ticks = ticker(place).ticks(3);
		assertThat(this.bean.opened).hasValue(0);
		Reader<Integer> one = Reader.of(ticks);
		Reader<Integer> other = Reader.of(ticks);
		assertThat(one.awaitEnd()).isNull();
		assertThat(other.awaitEnd()).isNull();
		assertThat(this.bean.opened).hasValue(2);
	}

	@ParameterizedTest
	@EnumSource
	void noMoreIsPublishedThanTheReaderAsksFor(Place place) throws Exception {
		Reader<Integer> reader = Reader.subscribed(ticker(place).ticks(1000), 3);
		await().untilAsserted(() -> assertThat(reader.items).containsExactly(0, 1, 2));
		reader.request(2);
		await().untilAsserted(() -> assertThat(reader.items).hasSize(5));
		assertThat(this.bean.emitted).hasValue(5);
		assertThat(this.bean.asked).hasValue(5);
		reader.request(Long.MAX_VALUE);
		assertThat(reader.awaitEnd()).isNull();
		assertThat(reader.items).hasSize(1000);
	}

	@ParameterizedTest
	@EnumSource
	void cancelStopsThePublisher(Place place) {
		Reader<Integer> reader = Reader.subscribed(ticker(place).ticks(1000), 3);
		await().untilAsserted(() -> assertThat(reader.items).hasSize(3));
		reader.cancel();
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
		assertThat(this.bean.emitted).hasValue(3);
		assertThat(reader.end).isNotDone();
	}

	@ParameterizedTest
	@EnumSource
	void cancelAtOnceOpensNothingOrEndsIt(Place place) {
		Flow.Publisher<Integer> ticks = ticker(place).ticks(1000);
		Reader<Integer> reader = new Reader<>(0) {
			@Override
			public void onSubscribe(Flow.Subscription given) {
				given.cancel();
			}
		};
		ticks.subscribe(reader);
		assertThat(this.bean.opened).hasValue(0);
		assertThat(reader.end).isNotDone();
	}

	@ParameterizedTest
	@EnumSource
	void errorComesAfterTheItemsBeforeIt(Place place) throws Exception {
		FluxTicker failing = new FluxTicker() {
			@Override
			Flux<Integer> source(int count) {
				return Flux.range(0, count).concatWith(Flux.error(new TickerException("out of ticks")));
			}
		};
		Reader<Integer> reader = Reader.of(ticker(place, failing).ticks(5));
		assertThat(reader.awaitEnd()).isInstanceOf(TickerException.class).hasMessage("out of ticks");
		assertThat(reader.items).containsExactly(0, 1, 2, 3, 4);
	}

	@ParameterizedTest
	@EnumSource
	void whatTheMethodThrowsIsTheError(Place place) throws Exception {
		FluxTicker throwing = new FluxTicker() {
			@Override
			public Flow.Publisher<Integer> ticks(int count) {
				throw new IllegalArgumentException("no ticks today");
			}
		};
		Reader<Integer> reader = Reader.of(ticker(place, throwing).ticks(5));
		assertThat(reader.awaitEnd()).isInstanceOf(IllegalArgumentException.class).hasMessage("no ticks today");
	}

	@ParameterizedTest
	@EnumSource
	void nullForAStreamIsAnError(Place place) throws Exception {
		FluxTicker empty = new FluxTicker() {
			@Override
			@SuppressWarnings("NullAway") // which is what is tested
			public Flow.Publisher<Integer> ticks(int count) {
				return null;
			}
		};
		assertThat(Reader.of(ticker(place, empty).ticks(5)).awaitEnd()).isInstanceOf(NullPointerException.class);
	}

	@ParameterizedTest
	@EnumSource
	void askingForNothingIsAnError(Place place) throws Exception {
		Reader<Integer> reader = Reader.subscribed(ticker(place).ticks(5), 0);
		reader.request(0);
		assertThat(reader.awaitEnd()).isInstanceOf(IllegalArgumentException.class);
	}

	@ParameterizedTest
	@EnumSource
	void nullIsNoSubscriber(Place place) {
		Flow.Publisher<Integer> ticks = ticker(place).ticks(5);
		assertThatNullPointerException().isThrownBy(() -> ticks.subscribe(nothing()));
	}

	@SuppressWarnings("NullAway") // which is what is tested
	private static <T> Flow.Subscriber<T> nothing() {
		return null;
	}

	@ParameterizedTest
	@EnumSource
	void subscriberThatThrowsIsCancelled(Place place) {
		AtomicInteger taken = new AtomicInteger();
		ticker(place).ticks(1000).subscribe(new Reader<>(10) {
			@Override
			public void onNext(Integer item) {
				taken.incrementAndGet();
				throw new IllegalStateException("a defect of the reader");
			}
		});
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
		assertThat(taken).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource
	void publisherThatEmitsNullIsEnded(Place place) throws Exception {
		FluxTicker careless = new FluxTicker() {
			@Override
			@SuppressWarnings("NullAway") // which is what is tested
			public Flow.Publisher<Integer> ticks(int count) {
				return (subscriber) -> subscriber.onSubscribe(new Flow.Subscription() {
					@Override
					public void request(long n) {
						subscriber.onNext(null);
					}

					@Override
					public void cancel() {
					}
				});
			}
		};
		Throwable end = Reader.of(ticker(place, careless).ticks(5)).awaitEnd();
		assertThat(end).hasMessageContaining("emitted null").hasMessageContaining("ticker.ticks");
	}

	@ParameterizedTest
	@EnumSource
	void fluxesAndMonosAreStreamsToo(Place place) {
		Ticker ticker = ticker(place);
		assertThat(ticker.words("x").collectList().block()).containsExactly("xa", "xb", "xc");
		assertThat(ticker.one("only").block()).isEqualTo("only");
		assertThat(ticker.none().blockOptional()).isEmpty();
		assertThat(this.bean.opened).hasValue(1);
	}

	@ParameterizedTest
	@EnumSource
	void streamsAreParametersToo(Place place) throws Exception {
		Ticker ticker = ticker(place);
		assertThat(ticker.sum(JdkFlowAdapter.publisherToFlowPublisher(Flux.range(1, 1000)))).isEqualTo(500_500);
		assertThat(ticker.join("-", Flux.just("a", "b")).toCompletableFuture().get(30, TimeUnit.SECONDS))
			.isEqualTo("a-b");
		List<Integer> doubled = ticker.doubled(Flux.range(0, 5000)).collectList().block();
		assertThat(doubled).isEqualTo(IntStream.range(0, 5000).map((i) -> i * 2).boxed().toList());
	}

	@ParameterizedTest
	@EnumSource
	void errorOfAParameterReachesTheService(Place place) throws Exception {
		Ticker ticker = ticker(place);
		Flux<Integer> failing = Flux.just(1, 2).concatWith(Flux.error(new TickerException("no more")));
		Reader<Integer> reader = Reader.of(JdkFlowAdapter.publisherToFlowPublisher(ticker.doubled(failing)));
		assertThat(reader.awaitEnd()).isInstanceOf(TickerException.class).hasMessage("no more");
		assertThat(reader.items).containsExactly(2, 4);
	}

	@ParameterizedTest
	@EnumSource
	void parameterIsCancelledWithTheResult(Place place) {
		AtomicInteger ended = new AtomicInteger();
		Flux<Integer> numbers = Flux.range(0, 1_000_000).doOnCancel(ended::incrementAndGet);
		List<Integer> first = ticker(place).doubled(numbers).take(10).collectList().block();
		assertThat(first).hasSize(10);
		await().untilAsserted(() -> assertThat(ended).hasValue(1));
	}

	/**
	 * Where the service is.
	 */
	enum Place {

		LOCAL, REMOTE, BY_COPY

	}

}

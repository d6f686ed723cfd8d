package dev.mesh.rpc.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.cluster.HostPort;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.stream.StreamCounts;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.LeakDetection;
import dev.mesh.rpc.wire.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Streams over real connections: bounds, order under load, losses.
 */
@ExtendWith(LeakDetection.class)
class StreamWireTests {

	/** Ten million in the long run: -Dmesh.test.stream-items=10000000. */
	private static final int ITEMS = Integer.getInteger("mesh.test.stream-items", 200_000);

	private static final int WINDOW = StreamOptions.defaults().windowItems();

	private final WirePair pair = new WirePair(Ticker.class, "ticker");

	private final FluxTicker bean = new FluxTicker();

	private final Ticker ticker = this.pair.caller.plane().stub(Ticker.class);

	@AfterEach
	void stop() {
		this.pair.close();
	}

	private InstanceGate host() {
		return this.pair.hostAt(this.pair.host, this.bean);
	}

	private void awaitNothingOpen(InstanceGate gate) {
		await().until(() -> this.pair.caller.plane().streams().reading() == 0);
		await().until(() -> this.pair.host.plane().streams().serving() == 0);
		await().until(() -> gate.inFlight() == 0);
	}

	@Test
	void slowReaderHoldsThePublisherBack() throws Exception {
		InstanceGate gate = host();
		AtomicLong taken = new AtomicLong();
		AtomicLong mostAhead = new AtomicLong();
		CompletableFuture<Long> ended = new CompletableFuture<>();
		CountDownLatch pace = new CountDownLatch(1);
		this.ticker.ticks(ITEMS).subscribe(new Reader<>(Long.MAX_VALUE) {
			@Override
			public void onNext(Integer item) {
				assertThat(item).isEqualTo((int) taken.get());
				long ahead = StreamWireTests.this.bean.emitted.get() - taken.incrementAndGet();
				mostAhead.accumulateAndGet(ahead, Math::max);
				if (taken.get() <= 1000) {
					awaitOneMilli(pace);
				}
			}

			@Override
			public void onError(Throwable thrown) {
				ended.completeExceptionally(thrown);
			}

			@Override
			public void onComplete() {
				ended.complete(taken.get());
			}
		});
		assertThat(ended.get(10, TimeUnit.MINUTES)).isEqualTo(ITEMS);
		assertThat(mostAhead.get()).isPositive().isLessThanOrEqualTo(WINDOW);
		awaitNothingOpen(gate);
	}

	private static void awaitOneMilli(CountDownLatch never) {
		try {
			assertThat(never.await(1, TimeUnit.MILLISECONDS)).isFalse();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whatWaitsForItsReaderIsCountedAsStalled() {
		host();
		Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
		await().untilAsserted(() -> assertThat(this.pair.host.plane().streams().counts())
			.isEqualTo(new StreamCounts(0, 1, 1, 0, 10)));
		await().untilAsserted(() -> assertThat(this.pair.caller.plane().streams().counts())
			.isEqualTo(new StreamCounts(1, 0, 0, 10, 0)));
		reader.request(Long.MAX_VALUE);
		await().untilAsserted(() -> assertThat(this.pair.host.plane().streams().counts())
			.isEqualTo(new StreamCounts(0, 0, 0, 0, 1000)));
	}

	@Test
	void whatIsCancelledIsStalledNoMore() {
		host();
		Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
		await().until(() -> this.pair.host.plane().streams().counts().stalled() == 1);
		reader.cancel();
		await().until(() -> this.pair.host.plane().streams().counts().stalled() == 0);
	}

	@Test
	void callsPassBetweenStreamsThatHaveNoEnd() {
		host();
		List<Reader<Integer>> endless = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Reader<Integer> reader = new Reader<>(Long.MAX_VALUE) {
				@Override
				public void onNext(Integer item) {
					// counted by the service
				}
			};
			endless.add(reader);
			this.ticker.ticks(Integer.MAX_VALUE).subscribe(reader);
		}
		await().until(() -> this.bean.emitted.get() > 10_000);
		for (int i = 0; i < 200; i++) {
			assertThat(this.ticker.echo("call " + i)).isEqualTo("call " + i);
		}
		endless.forEach(Reader::cancel);
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(8));
	}

	@Test
	void lostConnectionEndsBothSides() throws Exception {
		try (Proxy proxy = new Proxy(this.pair.host.node().rpcAddress())) {
			InstanceGate gate = this.pair.hostBehind(proxy.address(), this.bean);
			Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
			await().untilAsserted(() -> assertThat(reader.items).hasSize(10));
			proxy.cut();
			assertThat(reader.awaitEnd()).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("broke off");
			await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
			awaitNothingOpen(gate);
		}
	}

	@Test
	void peerThatHangsIsLeftWhenTheViewSaysSo() throws Exception {
		try (Proxy proxy = new Proxy(this.pair.host.node().rpcAddress())) {
			this.pair.hostBehind(proxy.address(), this.bean);
			Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
			await().untilAsserted(() -> assertThat(reader.items).hasSize(10));
			proxy.stall(true);
			reader.request(10);
			this.pair.loseHost();
			assertThat(reader.awaitEnd()).isInstanceOf(OutcomeUnknownException.class);
			await().until(() -> this.pair.caller.plane().streams().reading() == 0);
		}
	}

	@Test
	void nothingIsOpenedWhereNobodyListens() throws Exception {
		this.pair.hostBehind(new HostPort("127.0.0.1", 1), this.bean);
		Throwable end = Reader.of(this.ticker.hurried(10)).awaitEnd();
		assertThat(end).isInstanceOf(NotExecutedException.class);
		assertThat(this.bean.opened).hasValue(0);
	}

	@Test
	void stoppingNodeSaysSo() throws Exception {
		host();
		Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
		await().untilAsserted(() -> assertThat(reader.items).hasSize(10));
		this.pair.host.stopTransport();
		assertThat(reader.awaitEnd()).isInstanceOf(OutcomeUnknownException.class)
			.hasMessageContaining("the node is stopping");
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
	}

	@Test
	void drainWaitsForStreamsAndWhatOutlastsItIsCutOff() throws Exception {
		InstanceGate gate = host();
		Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(1000), 10);
		await().untilAsserted(() -> assertThat(reader.items).hasSize(10));
		CompletableFuture<Void> idle = gate.close().toCompletableFuture();
		assertThat(idle).isNotDone();
		reader.request(5);
		await().untilAsserted(() -> assertThat(reader.items).hasSize(15));
		gate.end();
		assertThat(reader.awaitEnd()).isInstanceOf(OutcomeUnknownException.class)
			.hasMessageContaining("'ticker' is leaving the node");
		idle.get(30, TimeUnit.SECONDS);
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
	}

	@Test
	void publisherThatEmitsMoreThanWasAskedForIsEnded() throws Exception {
		FluxTicker greedy = new FluxTicker() {
			@Override
			public Flow.Publisher<Integer> ticks(int count) {
				return (subscriber) -> subscriber.onSubscribe(new Flow.Subscription() {
					@Override
					public void request(long n) {
						for (int i = 0; i < n + 1; i++) {
							subscriber.onNext(i);
						}
					}

					@Override
					public void cancel() {
					}
				});
			}
		};
		InstanceGate gate = this.pair.hostAt(this.pair.host, greedy);
		Throwable end = Reader.subscribed(this.ticker.ticks(1), 5).awaitEnd();
		assertThat(end).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("emitted more items than it was asked for");
		awaitNothingOpen(gate);
	}

	@Test
	void itemsLargerThanTheWindowPassOneByOne() {
		FluxTicker large = new FluxTicker() {
			@Override
			public Flux<String> words(String prefix) {
				return Flux.range(0, 20).map((i) -> prefix.repeat(1_000_000));
			}
		};
		this.pair.hostAt(this.pair.host, large);
		assertThat(this.ticker.words("x").map(String::length).collectList().block()).hasSize(20)
			.containsOnly(1_000_000);
	}

	@Test
	void itemLargerThanAFrameEndsTheStream() throws Exception {
		FluxTicker huge = new FluxTicker() {
			@Override
			public Flux<String> words(String prefix) {
				return Flux.just(prefix, prefix.repeat(9_000_000));
			}
		};
		InstanceGate gate = this.pair.hostAt(this.pair.host, huge);
		List<String> words = new ArrayList<>();
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.ticker.words("x").subscribe(words::add, end::complete);
		assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("mesh.rpc.max-frame");
		assertThat(words).containsExactly("x");
		awaitNothingOpen(gate);
	}

}

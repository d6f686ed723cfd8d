package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.wire.FrameProxy;
import dev.mesh.rpc.wire.GreedyReader;
import dev.mesh.rpc.wire.LeakDetection;
import dev.mesh.rpc.wire.StreamLie;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of streams whose peer lies: they end with a sentence on it or go on as if
 * nothing had been said, and other calls never notice.
 */
@ExtendWith(LeakDetection.class)
class HostileStreamTests {

	private static final int PAGE = 10_000;

	private final WirePair pair = new WirePair(Ticker.class, "ticker");

	private final AtomicInteger emitted = new AtomicInteger();

	private final FluxTicker bean = new FluxTicker() {
		@Override
		public Flux<String> words(String prefix) {
			return Flux.<String>generate((sink) -> sink.next(prefix))
				.doOnNext((word) -> HostileStreamTests.this.emitted.incrementAndGet())
				.doOnCancel(this.cancelled::incrementAndGet);
		}
	};

	private final Ticker ticker = this.pair.caller.plane().stub(Ticker.class);

	@SuppressWarnings("NullAway.Init") // before each test
	private FrameProxy proxy;

	@SuppressWarnings("NullAway.Init") // before each test
	private InstanceGate gate;

	@BeforeEach
	void host() throws Exception {
		this.proxy = new FrameProxy(this.pair.host.node().rpcAddress());
		this.gate = this.pair.hostBehind(this.proxy.address(), this.bean);
	}

	@AfterEach
	void nothingIsLeft() throws Exception {
		this.proxy.turn(FrameProxy.Manner.FAITHFUL);
		await().until(() -> this.pair.caller.plane().streams().reading() == 0);
		await().until(() -> this.pair.host.plane().streams().serving() == 0);
		await().until(() -> this.gate.inFlight() == 0);
		await().untilAsserted(() -> assertThat(this.ticker.echo("still here")).isEqualTo("still here"));
		this.pair.close();
		this.proxy.close();
	}

	@ParameterizedTest
	@EnumSource
	void lieEndsTheStreamOrIsPassedOver(StreamLie lie) throws Exception {
		this.proxy.turn(lie);
		boolean passedOver = lie.words().isEmpty();
		Reader<Integer> reader = Reader.subscribed(this.ticker.ticks(passedOver ? 20 : 1000), 10);
		if (passedOver) {
			await().untilAsserted(() -> assertThat(reader.items).hasSize(10));
			reader.request(10);
			assertThat(reader.awaitEnd()).isNull();
			assertThat(reader.items).isEqualTo(IntStream.range(0, 20).boxed().toList());
		}
		else {
			assertThat(reader.awaitEnd()).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining(lie.words());
			assertThat(List.copyOf(reader.items)).isEqualTo(IntStream.range(0, reader.items.size()).boxed().toList());
		}
	}

	@Test
	void readerThatGrantsAllAndReadsNothingDoesNotFillTheNode() throws Exception {
		GreedyReader greedy = new GreedyReader();
		this.proxy.turn(greedy);
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.ticker.words("x".repeat(PAGE)).subscribe((word) -> {
		}, end::complete);
		await().until(() -> this.emitted.get() > 0);
		// What the sockets of three processes hold, and no more.
		await().atMost(Duration.ofMinutes(1)).until(this::emitsNoMore);
		assertThat(this.emitted.get() * (long) PAGE).isLessThan(64 * 1024 * 1024);
		greedy.leave();
		assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknownException.class);
		await().untilAsserted(() -> assertThat(this.bean.cancelled).hasValue(1));
	}

	private boolean emitsNoMore() {
		int before = this.emitted.get();
		await().pollDelay(Duration.ofMillis(300)).until(() -> true);
		return this.emitted.get() == before;
	}

}

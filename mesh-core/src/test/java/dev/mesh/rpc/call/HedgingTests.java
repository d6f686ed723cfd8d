package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.selector.Candidate;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Selectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls that go to two instances at once, and calls that may not be sent again.
 */
class HedgingTests {

	private final TestCluster cluster = new TestCluster().know(Shop.class, "shop");

	private final CountingObserver observer = new CountingObserver();

	private final CountDownLatch never = new CountDownLatch(1);

	private final AtomicInteger interrupted = new AtomicInteger();

	private TestNode caller;

	private TestNode hanging;

	private TestNode healthy;

	private Shop shop;

	@BeforeEach
	void start() {
		this.caller = this.cluster.add("caller",
				(builder) -> builder.observer(this.observer)
					.selectors(Selectors.of(NodeSelector.choosing(HedgingTests::first)))
					.calls(Map.of("shop", ServiceCalls.DEFAULTS)));
		this.hanging = this.cluster.add("a-hanging");
		this.healthy = this.cluster.add("b-healthy");
		this.shop = this.caller.stub(Shop.class);
	}

	private static Candidate first(List<Candidate> candidates) {
		return candidates.stream().min(Comparator.comparing((candidate) -> candidate.node().name())).orElseThrow();
	}

	@AfterEach
	void stop() {
		this.never.countDown();
		this.cluster.close();
	}

	@Test
	void anIdempotentCallIsSentElsewhereAfterHalfOfItsTime() {
		this.hanging.host("shop", new Hanging());
		this.healthy.host("shop", new Quick());
		assertThat(this.shop.read("x")).isEqualTo("x");
		assertThat(this.hanging.requests).hasValue(1);
		assertThat(this.observer.events(CallEvent.HEDGE)).isEqualTo(1);
		assertThat(this.observer.events(CallEvent.HEDGE_WON)).isEqualTo(1);
		Awaitility.await("the loser is cancelled").until(() -> this.interrupted.get() == 1);
	}

	@Test
	void itIsNotSentToTheInstanceOnThisNodeEither() {
		this.hanging.host("shop", new Hanging());
		this.caller.host("shop", new Quick());
		TestNode last = this.cluster.add("d-healthy");
		last.host("shop", new Quick());
		assertThat(this.shop.read("x")).isEqualTo("x");
		assertThat(this.hanging.requests).hasValue(1);
		assertThat(last.requests).hasValue(1);
		assertThat(this.observer.events(CallEvent.HEDGE_WON)).isEqualTo(1);
	}

	@Test
	void soIsOneWhoseCallerGotAStage() {
		this.hanging.host("shop", new Hanging());
		this.healthy.host("shop", new Quick());
		assertThat(this.shop.readLater("x")).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("x");
		assertThat(this.observer.events(CallEvent.HEDGE_WON)).isEqualTo(1);
	}

	@Test
	void aCallThatIsNotIdempotentNeverIs() {
		this.hanging.host("shop", new Hanging());
		this.healthy.host("shop", new Quick());
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.shop.write("x"));
		assertThat(this.healthy.requests).hasValue(0);
	}

	@Test
	void whereBothHangTheOutcomeIsUnknownAndTwoWereAsked() {
		this.hanging.host("shop", new Hanging());
		this.healthy.host("shop", new Hanging());
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.shop.read("x"));
		assertThat(this.hanging.requests.get() + this.healthy.requests.get()).isEqualTo(2);
	}

	@Test
	void aHedgedCallGoesToASecondInstanceOnceItIsUnusuallyLate() {
		InstanceGate quick = this.hanging.host("shop", new Quick());
		this.healthy.host("shop", new Quick());
		for (int i = 0; i < 100; i++) {
			this.shop.hedged("x");
		}
		long hedges = this.observer.events(CallEvent.HEDGE);
		this.hanging.drain(quick);
		this.hanging.host("shop", new Hanging());
		long began = System.nanoTime();
		assertThat(this.shop.hedged("x")).isEqualTo("x");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).as("long before half of a minute")
			.isLessThan(Duration.ofSeconds(15));
		assertThat(this.observer.events(CallEvent.HEDGE)).isGreaterThan(hedges);
	}

	@Test
	void cancellingEndsBothAttempts() {
		this.hanging.host("shop", new Hanging());
		this.healthy.host("shop", new Hanging());
		CompletableFuture<String> call = this.shop.readLater("x");
		Awaitility.await().until(() -> this.hanging.requests.get() + this.healthy.requests.get() == 2);
		call.cancel(true);
		Awaitility.await().until(() -> this.interrupted.get() == 2);
	}

	@Test
	void whenEverythingFailsTheLoadGrowsByATenthAndTheSavings() {
		this.hanging.host("shop", new Quick());
		this.healthy.host("shop", new Quick());
		this.hanging.losesReplies = true;
		this.healthy.losesReplies = true;
		for (int i = 0; i < 2000; i++) {
			assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.shop.read("x"));
		}
		assertThat(this.hanging.requests.get() + this.healthy.requests.get()).isBetween(2200, 2320);
		assertThat(this.observer.events(CallEvent.BUDGET_SPENT)).isPositive();
	}

	@Test
	void aCallThatMayBeSentOnceIsSentOnce() {
		this.hanging.host("shop", new Quick());
		this.healthy.host("shop", new Quick());
		this.hanging.losesReplies = true;
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.shop.once("x"));
		assertThat(this.hanging.requests.get() + this.healthy.requests.get()).isEqualTo(1);
	}

	@Test
	void anInstanceThatAnswersNobodyIsLeftAlone() {
		this.hanging.host("shop", new Quick());
		this.healthy.host("shop", new Quick());
		this.hanging.losesReplies = true;
		for (int i = 0; i < 50; i++) {
			assertThat(this.shop.read("x")).isEqualTo("x");
		}
		assertThat(this.hanging.requests).hasValue(5);
		assertThat(this.observer.events(CallEvent.EJECTION)).isEqualTo(1);
		this.healthy.status("shop", null);
		assertThatExceptionOfType(OutcomeUnknownException.class).as("rather it than nobody")
			.isThrownBy(() -> this.shop.read("x"));
	}

	@Test
	void aCallWhoseNodeDiedIsPaidForOnceHoweverLongThereIsNoOther() {
		RetryOptions few = new RetryOptions(0, 1, Duration.ofMillis(20), Duration.ofMillis(20));
		Shop thrifty = this.cluster
			.add("thrifty",
					(builder) -> builder.observer(this.observer)
						.calls(Map.of("shop", new ServiceCalls(CallSettings.NONE, Map.of(), few,
								EjectionOptions.DEFAULTS, LimitOptions.DEFAULTS))))
			.stub(Shop.class);
		this.hanging.losesReplies = true;
		this.hanging.host("shop", new Quick() {

			@Override
			public CompletableFuture<String> readLater(String word) {
				HedgingTests.this.hanging.unreachable = true;
				return super.readLater(word);
			}

		});
		CompletableFuture<String> call = thrifty.readLater("x");
		Awaitility.await().until(() -> this.observer.events(CallEvent.RETRY) > 10);
		this.healthy.host("shop", new Quick());
		assertThat(call).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("x");
		assertThat(this.observer.events(CallEvent.BUDGET_SPENT)).isZero();
	}

	@Test
	void refusalsByTheSameInstanceAreBoundedByTheBudgetToo() {
		this.hanging.drain(this.hanging.host("shop", new Quick()));
		List<Throwable> seen = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			try {
				this.shop.write("x");
			}
			catch (NotExecutedException ex) {
				seen.add(ex);
			}
		}
		assertThat(seen).hasSize(3);
		assertThat(this.hanging.requests.get()).isLessThan(120);
	}

	/**
	 * What is sold.
	 */
	interface Shop {

		@MeshCall(idempotent = true, timeout = "1s")
		String read(String word);

		@MeshCall(idempotent = true, timeout = "1s")
		CompletableFuture<String> readLater(String word);

		@MeshCall(timeout = "500ms")
		String write(String word);

		@MeshCall(idempotent = true, hedged = true, timeout = "1m")
		String hedged(String word);

		@MeshCall(idempotent = true, maxAttempts = 1, timeout = "1s")
		String once(String word);

	}

	/**
	 * Answers at once.
	 */
	private static class Quick implements Shop {

		@Override
		public String read(String word) {
			return word;
		}

		@Override
		public CompletableFuture<String> readLater(String word) {
			return CompletableFuture.completedFuture(read(word));
		}

		@Override
		public String write(String word) {
			return read(word);
		}

		@Override
		public String hedged(String word) {
			return read(word);
		}

		@Override
		public String once(String word) {
			return read(word);
		}

	}

	/**
	 * Answers when it is cancelled.
	 */
	private final class Hanging extends Quick {

		@Override
		public String read(String word) {
			try {
				HedgingTests.this.never.await();
			}
			catch (InterruptedException ex) {
				HedgingTests.this.interrupted.incrementAndGet();
			}
			return "late";
		}

	}

}

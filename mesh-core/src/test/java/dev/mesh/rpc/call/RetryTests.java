package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.RemoteServiceException;
import dev.mesh.rpc.call.TestCodec.Trouble;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.wire.RpcOptions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How calls end that meet trouble on their way.
 */
class RetryTests {

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final FixedPricing bean = new FixedPricing();

	private TestNode caller;

	private TestNode one;

	private TestNode two;

	private Pricing pricing;

	@BeforeEach
	void start() {
		this.caller = this.cluster.add("caller");
		this.one = this.cluster.add("one");
		this.two = this.cluster.add("two");
		this.pricing = this.caller.stub(Pricing.class);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void aCallToADrainingInstanceGoesToAnother() {
		InstanceGate draining = this.one.host("pricing", this.bean);
		this.two.host("pricing", this.bean);
		draining.close();
		for (int i = 0; i < 20; i++) {
			assertThat(this.pricing.add(i, 1)).isEqualTo(i + 1);
		}
		assertThat(this.one.requests.get()).isPositive();
	}

	@Test
	void aCallToANodeThatLostItsInstanceGoesToAnother() {
		this.one.drain(this.one.host("pricing", this.bean));
		this.two.host("pricing", this.bean);
		for (int i = 0; i < 20; i++) {
			assertThat(this.pricing.later("x")).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("x");
		}
		assertThat(this.one.requests.get()).isPositive();
	}

	@Test
	void unreachableNodesAreAvoidedAndTriedLast() {
		this.one.host("pricing", this.bean);
		this.two.host("pricing", this.bean);
		this.one.unreachable = true;
		for (int i = 0; i < 20; i++) {
			this.pricing.add(i, 1);
		}
		this.two.unreachable = true;
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.hurried("x"))
			.withMessageContaining("no connection")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_SENT));
		this.one.unreachable = false;
		assertThat(this.pricing.hurried("x")).isEqualTo("x");
	}

	@Test
	void aCallWaitsForAnInstanceThatIsStarting() throws Exception {
		this.one.status("pricing", InstanceStatus.STARTING);
		this.one.offers.add(new ServiceOffer(new ServiceId("pricing", "1"), Pricing.class.getName(), "1"));
		this.cluster.publish();
		CompletableFuture<String> later = this.pricing.later("x");
		FutureTask<Integer> waiting = new FutureTask<>(() -> this.pricing.add(1, 2));
		Thread thread = new Thread(waiting, "test-caller");
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		assertThat(later).isNotDone();
		this.one.host("pricing", this.bean);
		assertThat(waiting.get()).isEqualTo(3);
		assertThat(later).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("x");
	}

	@Test
	void aCallThatNobodyCanServeIsRefusedAtOnceWithWhatIsKnown() {
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.add(1, 2))
			.withMessageContaining("'pricing' has no ready instance")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_INSTANCE));
		this.one.status("pricing", InstanceStatus.FAILED);
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.add(1, 2))
			.withMessageContaining("one FAILED");
	}

	@Test
	void waitingForAnInstanceEndsWithTheDeadline() {
		this.one.offers.add(new ServiceOffer(new ServiceId("pricing", "1"), Pricing.class.getName(), "1"));
		this.cluster.publish();
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.hurried("x"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_INSTANCE));
	}

	@Test
	void anUnknownOutcomeIsNeverTriedAgainUnlessIdempotent() {
		this.one.host("pricing", this.bean);
		this.one.losesReplies = true;
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.pricing.echo("x"))
			.withMessageContaining("the connection was lost")
			.withMessageEndingWith(". Check before calling again, or declare the method idempotent.");
		assertThat(this.one.requests).hasValue(1);
	}

	@Test
	void anIdempotentCallWithAnUnknownOutcomeIsTriedElsewhere() {
		this.one.host("pricing", this.bean);
		this.two.host("pricing", this.bean);
		this.one.losesReplies = true;
		for (int i = 0; i < 20; i++) {
			assertThat(this.pricing.safe("x")).isEqualTo("x");
		}
		assertThat(this.one.requests.get()).isPositive();
	}

	@Test
	void anIdempotentCallWhoseOutcomeStaysUnknownSaysSo() {
		this.one.host("pricing", this.bean);
		this.one.losesReplies = true;
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.pricing.safe("x"))
			.withMessageEndingWith(". It is idempotent: call it again.");
		assertThat(this.one.requests.get()).isBetween(2, 3);
	}

	@Test
	void aServiceThatHangsEndsInAnUnknownOutcomeAtTheDeadline() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicReference<Thread> worker = new AtomicReference<>();
		this.one.host("pricing", new FixedPricing() {
			@Override
			public String hurried(String word) {
				worker.set(Thread.currentThread());
				awaitQuietly(never);
				return word;
			}
		});
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.pricing.hurried("x"))
			.withMessageContaining("deadline");
		assertThat(worker.get()).isNotNull().extracting(Thread::getName).asString().startsWith("mesh-rpc-worker-");
	}

	@Test
	void interruptingTheCallerInterruptsTheService() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		this.one.host("pricing", new FixedPricing() {
			@Override
			public String echo(String value) {
				entered.countDown();
				if (awaitQuietly(new CountDownLatch(1))) {
					interrupted.countDown();
				}
				return value;
			}
		});
		AtomicReference<Throwable> seen = new AtomicReference<>();
		AtomicReference<Boolean> flag = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				this.pricing.echo("x");
			}
			catch (OutcomeUnknownException ex) {
				seen.set(ex);
				flag.set(Thread.currentThread().isInterrupted());
			}
		}, "test-caller");
		thread.start();
		entered.await();
		thread.interrupt();
		interrupted.await();
		thread.join();
		assertThat(seen.get()).hasCauseInstanceOf(InterruptedException.class);
		assertThat(flag.get()).isTrue();
	}

	@Test
	void anInterruptedCallerSendsNothing() {
		this.one.host("pricing", this.bean);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.echo("x"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.CANCELLED));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.one.requests).hasValue(0);
	}

	@Test
	void cancellingTheStageCancelsTheService() {
		CompletableFuture<String> inService = new CompletableFuture<>();
		InstanceGate gate = this.one.host("pricing", new FixedPricing() {
			@Override
			public CompletableFuture<String> later(String word) {
				return inService;
			}
		});
		CompletableFuture<String> later = this.pricing.later("x");
		Awaitility.await().until(() -> gate.inFlight() == 1);
		later.cancel(true);
		Awaitility.await().until(inService::isCancelled);
		Awaitility.await().until(() -> gate.inFlight() == 0);
	}

	@Test
	void aNestedCallInheritsTheDeadline() {
		AtomicReference<Duration> left = new AtomicReference<>();
		this.one.host("pricing", new FixedPricing() {
			@Override
			public String echo(String value) {
				CallContext context = CallContext.current();
				left.set((context != null) ? context.remaining() : Duration.ofDays(1));
				return value;
			}
		});
		CallContext outer = new CallContext(this.two.node(), System.nanoTime() + Duration.ofSeconds(1).toNanos());
		CallContext.Scope scope = outer.open();
		try {
			this.pricing.echo("x");
		}
		finally {
			scope.close();
		}
		assertThat(left.get()).isLessThanOrEqualTo(Duration.ofSeconds(1));
		this.pricing.echo("x");
		assertThat(left.get()).isGreaterThan(Duration.ofSeconds(1));
	}

	@Test
	void workThatCannotBeQueuedIsRefusedAsOverloaded() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestNode small = oneAtATime("small", release);
		CompletableFuture<String> running = this.pricing.later("1");
		CompletableFuture<String> queued = this.pricing.later("2");
		Awaitility.await().until(() -> small.requests.get() == 2);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.pricing.later("3").get())
			.havingCause()
			.isInstanceOfSatisfying(NotExecutedException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(Reason.OVERLOADED));
		release.countDown();
		assertThat(running.get() + queued.get()).isEqualTo("12");
	}

	@Test
	void whereAllAreOverloadedEachIsAskedOnce() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestNode small = oneAtATime("small", release);
		List<CompletableFuture<String>> served = fill(small);
		TestNode tiny = oneAtATime("tiny", release);
		served.addAll(fill(tiny));
		int before = small.requests.get() + tiny.requests.get();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.pricing.later("x").get())
			.havingCause()
			.withMessageContaining("(tried 2 times)");
		assertThat(small.requests.get() + tiny.requests.get() - before).isEqualTo(2);
		release.countDown();
		assertThat(served).allSatisfy((each) -> assertThat(each).succeedsWithin(Duration.ofSeconds(5)));
	}

	@Test
	void whereOneIsOverloadedAndAnotherMayComeBackBothAreAskedAgain() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		TestNode small = oneAtATime("small", release);
		List<CompletableFuture<String>> served = fill(small);
		this.one.host("pricing", this.bean);
		this.one.unreachable = true;
		int before = small.requests.get();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.pricing.later("x").get())
			.havingCause()
			.isInstanceOf(NotExecutedException.class);
		assertThat(small.requests.get() - before).isEqualTo(2);
		release.countDown();
		assertThat(served).allSatisfy((each) -> assertThat(each).succeedsWithin(Duration.ofSeconds(5)));
	}

	/** One call runs and one waits, wherever else they may have been refused. */
	private List<CompletableFuture<String>> fill(TestNode node) {
		List<CompletableFuture<String>> inside = new ArrayList<>();
		for (int i = 1; i <= 2; i++) {
			int arrived = i;
			inside.add(this.pricing.later("x"));
			Awaitility.await().until(() -> node.requests.get() == arrived);
		}
		return inside;
	}

	private TestNode oneAtATime(String name, CountDownLatch release) {
		RpcOptions tight = new RpcOptions("127.0.0.1", 0, Duration.ofSeconds(5), 1 << 20, 10, 10, Duration.ofSeconds(5),
				1, 1, 1, false);
		TestNode node = this.cluster.add(name, (builder) -> builder.options(tight));
		node.host("pricing", new FixedPricing() {
			@Override
			public CompletableFuture<String> later(String word) {
				awaitQuietly(release);
				return CompletableFuture.completedFuture(word);
			}
		});
		return node;
	}

	@Test
	void valuesThatCannotBeWrittenOrReadEndInClearFailures() {
		this.one.host("pricing", new FixedPricing() {
			@Override
			public Object any(@Nullable Object value) {
				return "unwritable".equals(value) ? Trouble.UNWRITABLE : Trouble.UNREADABLE;
			}
		});
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.any(Trouble.UNWRITABLE))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE));
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.any(Trouble.UNREADABLE))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.pricing.any("unwritable"))
			.withMessageContaining("was executed, but its result cannot be sent");
		assertThatExceptionOfType(RemoteServiceException.class).isThrownBy(() -> this.pricing.any("unreadable"))
			.withMessageContaining("was executed on one, but its result cannot be read");
	}

	@Test
	void aResultThatCannotBeReadIsAskedOfAnotherWhereTheCallMayRunTwice() {
		this.one.host("pricing", new FixedPricing() {
			@Override
			public Object safely(@Nullable Object value) {
				return Trouble.UNREADABLE;
			}
		});
		InstanceGate good = this.two.host("pricing", this.bean);
		for (int i = 0; i < 20; i++) {
			assertThat(this.pricing.safely("x")).isEqualTo("x");
		}
		assertThat(this.one.requests.get()).isPositive();
		this.two.drain(good);
		assertThatExceptionOfType(RemoteServiceException.class).isThrownBy(() -> this.pricing.safely("x"))
			.withMessageContaining("was executed on one, but its result cannot be read");
	}

	@Test
	void aRefusalThatTheServiceMetIsNotARefusalOfTheCall() {
		this.one.host("pricing", new FixedPricing() {
			@Override
			public String echo(String value) {
				throw new NotExecutedException(Reason.NO_INSTANCE, "no stock service");
			}
		});
		assertThatExceptionOfType(RemoteServiceException.class).isThrownBy(() -> this.pricing.echo("x"))
			.withMessageContaining("no stock service");
		assertThat(this.one.requests).hasValue(1);
	}

	@Test
	void aNodeThatDoesNotKnowTheMethodIsIncompatible() {
		try (TestCluster newer = new TestCluster()) {
			TestNode older = newer.add("older");
			newer.know(Pricing.class, "pricing");
			Pricing stub = newer.add("newer").stub(Pricing.class);
			older.status("pricing", InstanceStatus.READY);
			assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> stub.echo("x"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE));
			assertThat(older.requests).hasValue(1);
		}
	}

	private static boolean awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
			return false;
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

}

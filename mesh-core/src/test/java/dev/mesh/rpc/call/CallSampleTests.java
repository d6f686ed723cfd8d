package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.call.TestCodec.Trouble;
import dev.mesh.rpc.explain.AttemptSample;
import dev.mesh.rpc.explain.AttemptSample.End;
import dev.mesh.rpc.explain.CallReport;
import dev.mesh.rpc.explain.CallReport.InstanceReport;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.explain.CallSample.Kind;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.InstanceHealth.Standing;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.Selectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is kept of calls that failed or were slow.
 */
class CallSampleTests {

	private static final EjectionOptions FOR_LONG = new EjectionOptions(true, 5, 0.5, 3, Duration.ofMillis(10),
			Duration.ofMinutes(1), Duration.ofMinutes(5));

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing").know(Carts.class, "carts");

	private TestNode caller;

	private TestNode one;

	private TestNode two;

	private Pricing pricing;

	@BeforeEach
	void start() {
		ServiceCalls calls = new ServiceCalls(CallSettings.NONE, Map.of(), RetryOptions.DEFAULTS, FOR_LONG,
				LimitOptions.DEFAULTS, Duration.ofMillis(200));
		this.caller = this.cluster.add("caller", (builder) -> builder.calls(Map.of("pricing", calls))
			.selectors(Selectors.of(NodeSelector.choosing((candidates) -> candidates.get(0)))));
		this.one = this.cluster.add("one");
		this.two = this.cluster.add("two");
		this.pricing = this.caller.stub(Pricing.class);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private CallSample only() {
		List<CallSample> samples = this.caller.plane().report().samples();
		assertThat(samples).hasSize(1);
		return samples.get(0);
	}

	@Test
	void whatGoesWellLeavesNothing() {
		ServiceCalls patient = new ServiceCalls(CallSettings.NONE, Map.of(), RetryOptions.DEFAULTS, FOR_LONG,
				LimitOptions.DEFAULTS, Duration.ofHours(1));
		TestNode node = this.cluster.add("patient", (builder) -> builder.calls(Map.of("pricing", patient)));
		this.one.host("pricing", new FixedPricing());
		for (int i = 0; i < 100; i++) {
			node.stub(Pricing.class).add(i, 1);
			assertThat(node.stub(Pricing.class).later("x")).succeedsWithin(Duration.ofSeconds(5));
		}
		assertThat(node.plane().report().samples()).isEmpty();
	}

	@Test
	void theServicesOwnExceptionIsAnAnswerAndNoFailure() {
		this.one.host("pricing", new FixedPricing() {

			@Override
			public String echo(String value) {
				throw new IllegalStateException(value);
			}

		});
		assertThatIllegalStateException().isThrownBy(() -> this.pricing.echo("secret"));
		assertThat(this.caller.plane().report().samples()).isEmpty();
	}

	@Test
	void aCallThatNobodyServesIsKeptWithWhatItMet() {
		this.one.drain(this.one.host("pricing", new FixedPricing()));
		InstanceGate gate = this.two.host("pricing", new FixedPricing());
		gate.close();
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.hurried("secret"));
		CallSample sample = only();
		assertThat(sample.kind()).isEqualTo(Kind.FAILED);
		assertThat(sample.outcome()).isEqualTo(CallOutcome.NOT_EXECUTED);
		assertThat(sample.error()).isEqualTo(NotExecutedException.class.getName());
		assertThat(sample.message()).contains("was not executed");
		assertThat(sample.version()).isEqualTo("1");
		assertThat(sample.tried()).isGreaterThanOrEqualTo(2);
		assertThat(sample.attempts()).hasSizeBetween(2, 16);
		assertThat(sample.attempts()).allSatisfy((attempt) -> assertThat(attempt.end()).isEqualTo(End.REFUSED));
		assertThat(sample.attempts()).extracting(AttemptSample::reason).contains(Reason.NOT_HERE, Reason.DRAINING);
		assertThat(sample.retries()).isLessThan(100);
		assertThat(sample.instances()).hasSize(2);
		assertThat(sample.toString()).doesNotContain("secret");
	}

	@Test
	void anUnknownOutcomeIsKeptWithItsAttempt() {
		this.one.host("pricing", new FixedPricing());
		this.one.losesReplies = true;
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.pricing.echo("x"));
		CallSample sample = only();
		assertThat(sample.outcome()).isEqualTo(CallOutcome.OUTCOME_UNKNOWN);
		assertThat(sample.left()).isPositive();
		assertThat(sample.attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.node()).isEqualTo("one");
			assertThat(attempt.end()).isEqualTo(End.UNKNOWN);
			assertThat(attempt.message()).isEqualTo("the connection was lost");
		});
	}

	@Test
	void aCallWhoseDeadlinePassesIsKeptWithNoTimeLeft() {
		this.one.host("pricing", new FixedPricing());
		this.one.hangs = true;
		assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.pricing.hurried("x"));
		CallSample sample = only();
		assertThat(sample.took()).isPositive();
		assertThat(sample.left()).isZero();
	}

	@Test
	void aSlowCallIsKeptWithTheHedgeThatEndedIt() {
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		this.one.hangs = true;
		assertThat(this.pricing.safe("x")).isEqualTo("x");
		CallSample sample = only();
		assertThat(sample.kind()).isEqualTo(Kind.SLOW);
		assertThat(sample.outcome()).isEqualTo(CallOutcome.RESULT);
		assertThat(sample.slowFrom()).isEqualTo(Duration.ofMillis(200));
		assertThat(sample.attempts()).extracting(AttemptSample::node).containsExactly("one", "two");
		assertThat(sample.attempts()).extracting(AttemptSample::end).containsExactly(End.ABANDONED, End.RESULT);
		assertThat(sample.attempts()).extracting(AttemptSample::hedge).containsExactly(false, true);
		assertThat(sample.attempts().get(1).after()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(sample.instances()).allSatisfy((instance) -> assertThat(instance.condition()).isNotNull());
	}

	@Test
	void aCallThatWaitedForAnInstanceSaysHowLong() throws InterruptedException {
		this.one.offers.add(new ServiceOffer(new ServiceId("pricing", "1"), Pricing.class.getName(), "1"));
		this.cluster.publish();
		CompletableFuture<String> later = this.pricing.later("x");
		CountDownLatch due = new CountDownLatch(1);
		this.cluster.expire(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250), due::countDown);
		due.await();
		this.one.host("pricing", new FixedPricing());
		assertThat(later).succeedsWithin(Duration.ofSeconds(5));
		CallSample sample = only();
		assertThat(sample.kind()).isEqualTo(Kind.SLOW);
		assertThat(sample.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(sample.attempts()).extracting(AttemptSample::end).containsExactly(End.RESULT);
	}

	@Test
	void aCallThatItsCallerGaveUpIsKeptIfItWasSlow() throws InterruptedException {
		this.one.host("pricing", new FixedPricing());
		this.one.hangs = true;
		CompletableFuture<String> later = this.pricing.later("x");
		CountDownLatch due = new CountDownLatch(1);
		this.cluster.expire(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(250), due::countDown);
		due.await();
		later.cancel(true);
		assertThat(only().outcome()).isEqualTo(CallOutcome.CANCELLED);
		assertThat(only().attempts()).extracting(AttemptSample::end).containsExactly(End.ABANDONED);
	}

	@Test
	@SuppressWarnings("try") // a scope is there to be closed, not used
	void ofKeysAndBaggageOnlyHashesAndNamesAreKept() {
		this.one.drain(this.one.host("carts", new NamedCarts("one")));
		try (CallContext.Scope scope = Baggage.current().with("tenant", "acme").open()) {
			assertThatExceptionOfType(NotExecutedException.class)
				.isThrownBy(() -> this.caller.stub(Carts.class).hurried("user-7"));
		}
		assertThat(only().keyHash()).matches("[0-9a-f]+");
		assertThat(only().baggage()).containsExactly("tenant");
		assertThat(only().toString()).doesNotContain("acme", "user-7");
	}

	@Test
	void whatMayQuoteAnArgumentIsNotKept() {
		this.one.host("pricing", new FixedPricing());
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.any(Trouble.UNREADABLE));
		CallSample sample = only();
		assertThat(sample.message()).isEmpty();
		assertThat(sample.attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.reason()).isEqualTo(Reason.INCOMPATIBLE);
			assertThat(attempt.message()).isEmpty();
		});
	}

	@Test
	void aStormOfFailuresTakesAFewPlacesOnly() {
		for (int i = 0; i < 1000; i++) {
			assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.echo("x"));
		}
		assertThat(this.caller.plane().report().samples()).hasSize(SampleRing.SIZE);
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.pricing.safe("x"));
		assertThat(this.caller.plane().report().samples()).as("methods have places of their own")
			.hasSize(SampleRing.SIZE + 1);
	}

	@Test
	void theReportShowsWhoIsLeftAloneAndWhatThisNodeTakesOn() {
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		this.one.losesReplies = true;
		for (int i = 0; i < 20; i++) {
			this.pricing.safe("x");
		}
		CallReport report = this.caller.plane().report().of("pricing");
		assertThat(report.instances()).extracting(InstanceReport::node).containsExactlyInAnyOrder("one", "two");
		InstanceReport ejected = report.instances()
			.stream()
			.filter((instance) -> instance.node().equals("one"))
			.findFirst()
			.orElseThrow();
		assertThat(ejected.standing()).isEqualTo(Standing.EJECTED);
		assertThat(ejected.leftAloneFor()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
		assertThat(ejected.inFlight()).isZero();
		assertThat(report.services()).singleElement().satisfies((service) -> {
			assertThat(service.limit()).isPositive();
			assertThat(service.running()).isZero();
			assertThat(service.retries()).isLessThan(100);
		});
		assertThat(this.caller.plane().report().services()).hasSize(2);
	}

	@Test
	void whatCallsOfOthersDoHereIsSeenWhileTheyRun() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CompletableFuture<String> served = new CompletableFuture<>();
		this.one.host("pricing", new FixedPricing() {

			@Override
			public CompletableFuture<String> later(String word) {
				entered.countDown();
				return served;
			}

		});
		CompletableFuture<String> later = this.pricing.later("x");
		entered.await();
		assertThat(this.one.plane().report().of("pricing").services())
			.allSatisfy((service) -> assertThat(service.running()).isEqualTo(1));
		assertThat(this.caller.plane().report().of("pricing").instances())
			.anySatisfy((instance) -> assertThat(instance.inFlight()).isEqualTo(1));
		served.complete("y");
		assertThat(later).succeedsWithin(Duration.ofSeconds(5));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.one.plane().report().of("pricing").services())
				.allSatisfy((service) -> assertThat(service.running()).isZero()));
	}

}

package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.explain.CallExplanation;
import dev.mesh.rpc.explain.Consideration;
import dev.mesh.rpc.explain.Setting;
import dev.mesh.rpc.explain.Verdict;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.RoundRobin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What is said of a call that is not made.
 */
class CallExplanationTests {

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing").know(Carts.class, "carts");

	private TestNode caller;

	private TestNode one;

	private TestNode two;

	private MeshTemplate mesh;

	@BeforeEach
	void start() {
		EjectionOptions forLong = new EjectionOptions(true, 5, 0.5, 3, Duration.ofMillis(10), Duration.ofMinutes(1),
				Duration.ofMinutes(5));
		ServiceCalls calls = new ServiceCalls(new CallSettings(Duration.ofSeconds(3), null, null, null, null),
				Map.of("hurried", new CallSettings(Duration.ofSeconds(1), null, 2, null, null)), RetryOptions.DEFAULTS,
				forLong, LimitOptions.DEFAULTS);
		this.caller = this.cluster.add("caller", (builder) -> builder.calls(Map.of("pricing", calls))
			.routes(this.cluster.policies, this.cluster.measures));
		this.one = this.cluster.add("one");
		this.two = this.cluster.add("two");
		this.mesh = new MeshTemplate(this.caller.plane());
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private CallExplanation echo() {
		return this.mesh.explain(Pricing.class, (pricing) -> pricing.echo("x"));
	}

	private static Consideration on(CallExplanation explanation, String node) {
		Consideration found = explanation.on(node);
		assertThat(found).as("%s in %s", node, explanation).isNotNull();
		return found;
	}

	@Test
	void nothingIsSentAndAllInstancesAreShown() {
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		CallExplanation explanation = echo();
		assertThat(this.one.requests.get() + this.two.requests.get()).isZero();
		assertThat(explanation.chosen()).isIn("one", "two");
		assertThat(on(explanation, String.valueOf(explanation.chosen())).verdict()).isEqualTo(Verdict.CHOSEN);
		assertThat(explanation.instances()).extracting(Consideration::verdict)
			.containsExactlyInAnyOrder(Verdict.CHOSEN, Verdict.OPEN);
		assertThat(explanation.instances()).allSatisfy((instance) -> {
			assertThat(instance.share()).isNotNull().isBetween(0.2, 0.8);
			assertThat(instance.opinion()).isNotNull();
		});
		assertThat(explanation.sentence()).contains("'pricing.echo(java.lang.String)java.lang.String' would go to",
				"Locality among 2 of version 1");
	}

	@Test
	void theInstanceOnThisNodeGoesBeforeAllOthersUnlessItIsLeftOut() {
		this.caller.host("pricing", new FixedPricing());
		this.one.host("pricing", new FixedPricing());
		CallExplanation explanation = echo();
		assertThat(explanation.chosen()).isEqualTo("caller");
		assertThat(on(explanation, "caller").share()).isEqualTo(1, within(0.001));
		assertThat(on(explanation, "one").verdict()).isEqualTo(Verdict.OPEN);
		CallExplanation elsewhere = this.mesh.of(Pricing.class)
			.call((pricing) -> pricing.echo("x"))
			.elsewhere()
			.explain();
		assertThat(elsewhere.chosen()).isEqualTo("one");
		assertThat(on(elsewhere, "caller").verdict()).isEqualTo(Verdict.LEFT_OUT);
	}

	@Test
	void theNodeCanBeChosenWithoutACall() {
		RecordedCall call = this.caller.plane().recorder(Pricing.class).record((pricing) -> pricing.echo("x"));
		assertThat(call.choose(Aim.ANY)).isNull();
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		assertThat(Stream.generate(() -> call.choose(Aim.ANY)).limit(200)).containsOnly(this.one.node(),
				this.two.node());
		assertThat(call.choose(Aim.at(this.two.node().id()))).isEqualTo(this.two.node());
		this.one.unreachable = true;
		assertThat(call.choose(Aim.ANY)).isEqualTo(this.two.node());
		assertThat(this.one.requests.get() + this.two.requests.get()).isZero();
	}

	@Test
	void whatIsNotReadyIsShownWithItsState() {
		this.one.host("pricing", new FixedPricing());
		this.two.status("pricing", InstanceStatus.DRAINING);
		Consideration draining = on(echo(), "two");
		assertThat(draining.verdict()).isEqualTo(Verdict.NOT_READY);
		assertThat(draining.why()).isEqualTo("it is draining");
		assertThat(draining.condition()).isNull();
	}

	@Test
	void whoIsUnreachableOrLeftAloneIsShownAsSuch() {
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		this.two.losesReplies = true;
		NodeSelector turns = new RoundRobin();
		for (int i = 0; i < 20; i++) {
			this.mesh.of(Pricing.class).call((pricing) -> pricing.safe("x")).select(turns).one();
		}
		CallExplanation ejected = echo();
		assertThat(on(ejected, "two").verdict()).isEqualTo(Verdict.EJECTED);
		assertThat(on(ejected, "two").why()).contains("is left alone for another");
		assertThat(on(ejected, "one").share()).isEqualTo(1, within(0.001));
		this.one.unreachable = true;
		CallExplanation unreachable = echo();
		assertThat(on(unreachable, "one").why()).isEqualTo("there is no connection to its node");
		assertThat(unreachable.chosen()).as("rather it than nobody").isEqualTo("two");
	}

	@Test
	void aKeyGoesToItsOwner() {
		this.one.host("carts", new NamedCarts("one"));
		this.two.host("carts", new NamedCarts("two"));
		CallExplanation explanation = this.mesh.explain(Carts.class, (carts) -> carts.owner("user-7"));
		String owner = this.caller.stub(Carts.class).owner("user-7");
		assertThat(explanation.chosen()).isEqualTo(owner);
		assertThat(explanation.picker()).isEqualTo("owner of the key");
		Consideration other = on(explanation, owner.equals("one") ? "two" : "one");
		assertThat(other.verdict()).isEqualTo(Verdict.NOT_OWNER);
		assertThat(other.why()).isEqualTo("the key is owned by " + owner);
		assertThat(explanation.toString()).doesNotContain("user-7");
	}

	@Test
	void theRouteSaysWhichVersionIsMeant() {
		this.one.host(new ServiceId("pricing", "1"), new FixedPricing());
		this.two.host(new ServiceId("pricing", "2"), new FixedPricing());
		this.cluster.route("pricing", "{weights: {1: 100}}");
		CallExplanation explanation = echo();
		assertThat(explanation.version()).isEqualTo("1");
		assertThat(explanation.route()).contains("weights: {1: 100}");
		assertThat(explanation.chosen()).isEqualTo("one");
		assertThat(on(explanation, "two").verdict()).isEqualTo(Verdict.OTHER_VERSION);
		assertThat(on(explanation, "two").why()).isEqualTo("the call goes to version 1");
	}

	@Test
	void aSelectorOfTheCallsOwnIsAskedAsItWouldBe() {
		this.one.host("pricing", new FixedPricing());
		this.two.host("pricing", new FixedPricing());
		NodeSelector last = NodeSelector.choosing((candidates) -> candidates.get(candidates.size() - 1));
		CallExplanation explanation = this.mesh.of(Pricing.class)
			.call((pricing) -> pricing.echo("x"))
			.select(last)
			.explain();
		assertThat(explanation.chosen()).isEqualTo("two");
		assertThat(on(explanation, "one").share()).isZero();
		assertThat(explanation.picker()).isEqualTo("own selector");
		CallExplanation turns = this.mesh.of(Pricing.class)
			.call((pricing) -> pricing.echo("x"))
			.select(new RoundRobin())
			.explain();
		assertThat(turns.instances())
			.allSatisfy((instance) -> assertThat(instance.share()).isEqualTo(0.5, within(0.001)));
	}

	@Test
	void itSaysWhoSaysHowTheCallIsMade() {
		this.one.host("pricing", new FixedPricing());
		CallExplanation hurried = this.mesh.explain(Pricing.class, (pricing) -> pricing.hurried("x"));
		assertThat(hurried.settings()).contains(
				new Setting("timeout", "PT1S", "mesh.services.pricing.calls.methods.hurried"),
				new Setting("max-attempts", "2", "mesh.services.pricing.calls.methods.hurried"),
				new Setting("idempotent", "false", "@MeshCall"), new Setting("slow", "PT0.5S", "default"));
		assertThat(hurried.hedgeAfter()).isNull();
		assertThat(hurried.retries()).isEqualTo(100);
		assertThat(echo().settings()).contains(new Setting("timeout", "PT3S", "mesh.services.pricing.calls"),
				new Setting("priority", "NORMAL", "default"));
		CallExplanation safe = this.mesh.of(Pricing.class)
			.call((pricing) -> pricing.safe("x"))
			.within(Duration.ofSeconds(2))
			.explain();
		assertThat(safe.settings()).contains(new Setting("timeout", "PT2S", "request"));
		assertThat(safe.hedgeAfter()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
	}

	@Test
	void theDeadlineOfTheCallBeingServedComesFirst() {
		this.one.host("pricing", new FixedPricing());
		CallContext.Scope scope = new CallContext(this.two.node(), System.nanoTime() + Duration.ofSeconds(1).toNanos())
			.open();
		try {
			assertThat(echo().settings()).anySatisfy((setting) -> {
				assertThat(setting.name()).isEqualTo("timeout");
				assertThat(setting.from()).isEqualTo("deadline of the call being served");
			});
		}
		finally {
			scope.close();
		}
	}

	@Test
	void aCallThatNobodyCanServeSaysWhatWouldBecomeOfIt() {
		assertThat(echo().chosen()).isNull();
		assertThat(echo().sentence()).contains("would be refused: none is known");
		this.one.offers.add(new ServiceOffer(new ServiceId("pricing", "1"), Pricing.class.getName(), "1"));
		this.one.status("pricing", InstanceStatus.STARTING);
		assertThat(echo().sentence()).contains("would wait for an instance: one STARTING");
	}

	@Test
	void whereThisNodeHasAsManyCallsAsItMayTheCallGoesElsewhere() throws InterruptedException {
		ServiceCalls oneAtATime = new ServiceCalls(CallSettings.NONE, Map.of(), RetryOptions.DEFAULTS,
				EjectionOptions.DEFAULTS, new LimitOptions(1, true, Duration.ZERO));
		TestNode small = this.cluster.add("small", (builder) -> builder.calls(Map.of("pricing", oneAtATime)));
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		small.host("pricing", new FixedPricing() {

			@Override
			public String echo(String value) {
				entered.countDown();
				try {
					leave.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return value;
			}

		});
		this.one.host("pricing", new FixedPricing());
		Thread busy = new Thread(() -> small.stub(Pricing.class).echo("x"), "test-caller");
		busy.start();
		entered.await();
		CallExplanation explanation = new MeshTemplate(small.plane()).explain(Pricing.class,
				(pricing) -> pricing.echo("x"));
		leave.countDown();
		busy.join();
		assertThat(explanation.chosen()).isEqualTo("one");
		assertThat(on(explanation, "small").verdict()).isEqualTo(Verdict.FULL);
	}

	@Test
	void whatTheRetriesCostIsSeen() {
		this.one.host("pricing", new FixedPricing());
		this.one.losesReplies = true;
		assertThatExceptionOfType(OutcomeUnknownException.class)
			.isThrownBy(() -> this.caller.stub(Pricing.class).safe("x"));
		assertThat(echo().retries()).isLessThan(100);
	}

}

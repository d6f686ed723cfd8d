package dev.mesh.rpc.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.template.MeshTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call has from the call that it is made for.
 */
class CallContextPropagationTests {

	private final TestCluster cluster = new TestCluster().know(Outer.class, "outer").know(Inner.class, "inner");

	private final List<CallPriority> seen = new CopyOnWriteArrayList<>();

	private final List<Map<String, String>> arrived = new CopyOnWriteArrayList<>();

	private TestNode caller;

	private Outer outer;

	@BeforeEach
	void start() {
		ServiceCalls urgent = new ServiceCalls(CallSettings.NONE,
				Map.of("normal", new CallSettings(null, null, null, null, CallPriority.NORMAL)), RetryOptions.DEFAULTS,
				EjectionOptions.DEFAULTS, LimitOptions.DEFAULTS);
		this.caller = this.cluster.add("caller", (builder) -> builder.observer(new Tracing("caller")));
		TestNode middle = this.cluster.add("middle", (builder) -> builder.calls(Map.of("inner", urgent)));
		TestNode last = this.cluster.add("last", (builder) -> builder.observer(new Tracing("last")));
		middle.host("outer", new Forwarding(middle.stub(Inner.class)));
		last.host("inner", new Noting());
		this.outer = this.caller.stub(Outer.class);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void aCallMadeForOneThatCanWaitCanWaitToo() {
		this.outer.low("plain");
		this.outer.low("plain");
		assertThat(this.seen).containsOnly(CallPriority.LOW);
	}

	@Test
	void aCallMadeForOneThatCannotCannotEither() {
		this.outer.high("plain");
		assertThat(this.seen).containsExactly(CallPriority.HIGH);
	}

	@Test
	void whatIsSaidOfACallComesFirst() {
		this.outer.low("normal");
		this.outer.low("high");
		assertThat(this.seen).containsExactly(CallPriority.NORMAL, CallPriority.HIGH);
	}

	@Test
	void aCallThatNoOtherIsServedByIsNormal() {
		this.caller.stub(Inner.class).plain();
		assertThat(this.seen).containsExactly(CallPriority.NORMAL);
	}

	@Test
	void aStageIsSentAgainWithThePriorityOfTheThreadThatBeganIt() throws Exception {
		CallContext.Scope scope = new CallContext(this.caller.node(), System.nanoTime() + TimeUnit.SECONDS.toNanos(30),
				Baggage.EMPTY, CallPriority.LOW)
			.open();
		CompletableFuture<String> later;
		TestNode last = this.cluster.named("last");
		last.losesReplies = true;
		try {
			later = this.caller.stub(Inner.class).later();
		}
		finally {
			scope.close();
		}
		last.losesReplies = false;
		later.get(10, TimeUnit.SECONDS);
		assertThat(this.seen).isNotEmpty().containsOnly(CallPriority.LOW);
	}

	@Test
	void aCallThroughTheTemplateHasItToo() {
		CallContext.Scope scope = new CallContext(this.caller.node(), System.nanoTime() + TimeUnit.SECONDS.toNanos(30),
				Baggage.EMPTY, CallPriority.LOW)
			.open();
		try {
			new MeshTemplate(this.caller.plane()).of(Inner.class).call(Inner::plain).broadcast();
		}
		finally {
			scope.close();
		}
		assertThat(this.seen).containsExactly(CallPriority.LOW);
	}

	@Test
	void whatTheObserverHasARequestCarryArrivesAlsoPastANodeWithoutOne() {
		this.outer.low("plain");
		assertThat(this.arrived).containsExactly(Map.of("trace", "caller"));
	}

	@Test
	void whatDoesNotFitIsLeftOut() {
		Baggage full = Baggage.EMPTY;
		for (int i = 0; i < Baggage.MAX_ENTRIES - 1; i++) {
			full = full.with("a" + i, "x");
		}
		Baggage observed = full.observed(Map.of("long", "x".repeat(Baggage.MAX_VALUE + 1)))
			.observed(Map.of("one", "1", "two", "2"));
		assertThat(observed.entries()).hasSize(Baggage.MAX_ENTRIES);
		assertThat(observed.observed()).hasSize(1);
		assertThat(Baggage.EMPTY.observed(Map.of("a", "1")).observed(Map.of("b", "2")).observed())
			.isEqualTo(Map.of("b", "2"));
	}

	/**
	 * Served in the middle.
	 */
	interface Outer {

		@MeshCall(priority = CallPriority.LOW)
		void low(String next);

		@MeshCall(priority = CallPriority.HIGH)
		void high(String next);

	}

	/**
	 * Served last.
	 */
	interface Inner {

		@MeshCall(idempotent = true)
		String plain();

		String normal();

		@MeshCall(priority = CallPriority.HIGH)
		String urgent();

		@MeshCall(idempotent = true)
		CompletableFuture<String> later();

	}

	private record Forwarding(Inner inner) implements Outer {

		@Override
		public void low(String next) {
			switch (next) {
				case "normal" -> this.inner.normal();
				case "high" -> this.inner.urgent();
				default -> this.inner.plain();
			}
		}

		@Override
		public void high(String next) {
			low(next);
		}

	}

	private final class Noting implements Inner {

		@Override
		public String plain() {
			CallContext context = CallContext.current();
			assertThat(context).isNotNull();
			CallContextPropagationTests.this.seen.add(context.priority());
			return "";
		}

		@Override
		public String normal() {
			return plain();
		}

		@Override
		public String urgent() {
			return plain();
		}

		@Override
		public CompletableFuture<String> later() {
			return CompletableFuture.completedFuture(plain());
		}

	}

	/**
	 * Has requests carry who sent them.
	 */
	private final class Tracing implements CallObserver {

		private final String name;

		private Tracing(String name) {
			this.name = name;
		}

		@Override
		public Observation clientCall(CallPoint point) {
			return new Observation() {

				@Override
				public Map<String, String> carried() {
					return Map.of("trace", Tracing.this.name);
				}

				@Override
				public void stop(CallOutcome outcome, @Nullable Throwable error) {
				}

			};
		}

		@Override
		public @Nullable Observation serverCall(CallPoint point, Node from, Map<String, String> carried) {
			CallContextPropagationTests.this.arrived.add(carried);
			return null;
		}

	}

}

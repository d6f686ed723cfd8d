package dev.mesh.rpc.call;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.CallerIdentity;
import dev.mesh.rpc.IdentityRefusedException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.template.MeshTemplate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * On whose behalf calls are made, on their way.
 */
class CallerIdentityTests {

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing");

	private final ThreadLocal<@Nullable String> user = new ThreadLocal<>();

	private final AtomicReference<@Nullable String> seen = new AtomicReference<>();

	private final FixedPricing bean = new FixedPricing() {

		@Override
		public String echo(String value) {
			CallerIdentityTests.this.seen.set(String.valueOf(CallerIdentityTests.this.user.get()));
			return super.echo(value);
		}

	};

	private TestNode caller;

	private TestNode one;

	private TestNode two;

	@BeforeEach
	void start() {
		this.caller = add("caller");
		this.one = add("one");
		this.two = add("two");
	}

	private TestNode add(String name) {
		return this.cluster.add(name, (builder) -> builder.identities(new Words()));
	}

	@AfterEach
	void stop() {
		this.user.remove();
		this.cluster.close();
	}

	@Test
	void comesWithTheCallAndLeavesWithIt() {
		this.one.host("pricing", this.bean);
		this.user.set("ada");
		this.caller.stub(Pricing.class).echo("x");
		assertThat(this.seen).hasValue("ada");
		this.user.remove();
		for (int i = 0; i < 20; i++) {
			this.caller.stub(Pricing.class).echo("x");
			assertThat(this.seen).hasValue("null");
		}
	}

	@Test
	void isThatOfWhoeverCallsWhereTheServiceIsHere() {
		this.caller.host("pricing", this.bean);
		this.user.set("ada");
		this.caller.stub(Pricing.class).echo("x");
		assertThat(this.seen).hasValue("ada");
	}

	@Test
	void goesToTheThreadThatServesAStageOfItHere() throws ExecutionException, InterruptedException {
		this.caller.host("pricing", this.bean);
		this.user.set("ada");
		new MeshTemplate(this.caller.plane()).of(Pricing.class)
			.call((pricing) -> pricing.echo("x"))
			.async()
			.one()
			.toCompletableFuture()
			.get();
		assertThat(this.seen).hasValue("ada");
	}

	@Test
	void whatIsNotBelievedIsNotExecutedAndNotTriedElsewhere() {
		this.one.host("pricing", this.bean);
		this.two.host("pricing", this.bean);
		this.user.set("liar");
		assertThatExceptionOfType(NotExecutedException.class)
			.isThrownBy(() -> this.caller.stub(Pricing.class).echo("x"))
			.withMessageContaining("is not believed here: a liar")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAUTHENTICATED));
		assertThat(this.seen).hasValue(null);
		assertThat(this.one.requests.get() + this.two.requests.get()).isOne();
		this.user.set("ada");
		Awaitility.await().until(() -> this.caller.stub(Pricing.class).echo("x").equals("x"));
	}

	@Test
	void whatCannotBeStatedIsNotSent() {
		this.one.host("pricing", this.bean);
		this.user.set("mute");
		assertThatExceptionOfType(NotExecutedException.class)
			.isThrownBy(() -> this.caller.stub(Pricing.class).echo("x"))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAUTHENTICATED));
		assertThat(this.one.requests).hasValue(0);
	}

	@Test
	void aFailureOfWhoeverBelievesRefusesTheCallAndLeavesRoomForOthers() {
		this.one.host("pricing", this.bean);
		for (int i = 0; i < 1000; i++) {
			this.user.set("broken");
			assertThatExceptionOfType(NotExecutedException.class)
				.isThrownBy(() -> this.caller.stub(Pricing.class).echo("x"))
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAUTHENTICATED));
		}
		this.user.set("ada");
		assertThat(this.caller.stub(Pricing.class).echo("x")).isEqualTo("x");
	}

	@Test
	void aFailureToStateItIsNoFaultOfTheArguments() {
		this.one.host("pricing", this.bean);
		this.user.set("speechless");
		assertThatExceptionOfType(NotExecutedException.class)
			.isThrownBy(() -> this.caller.stub(Pricing.class).echo("x"))
			.withMessageContaining("cannot be stated: no voice")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNAUTHENTICATED));
	}

	/**
	 * Believes what is said, but for liars.
	 */
	private final class Words implements CallerIdentities {

		@Override
		public @Nullable CallerIdentity current() {
			String current = CallerIdentityTests.this.user.get();
			return (current != null) ? new Word(current) : null;
		}

		@Override
		public @Nullable CallerIdentity verify(String service, Node node, @Nullable String statement)
				throws IdentityRefusedException {
			if (statement == null) {
				return null;
			}
			if (statement.startsWith("broken")) {
				throw new IllegalStateException("a defect");
			}
			String[] words = statement.split(" ", -1);
			if (words[0].equals("liar") || !words[1].equals(service) || !words[2].equals(node.id().toString())) {
				throw new IdentityRefusedException("a " + words[0]);
			}
			return new Word(words[0]);
		}

	}

	/**
	 * A user's name.
	 */
	private final class Word implements CallerIdentity {

		private final String name;

		Word(String name) {
			this.name = name;
		}

		@Override
		public String statement(NodeId self, String service) {
			if (this.name.equals("mute")) {
				throw new NotExecutedException(Reason.UNAUTHENTICATED, "'" + service + "' was not called: no words.");
			}
			if (this.name.equals("speechless")) {
				throw new IllegalStateException("no voice");
			}
			return this.name + " " + service + " " + self;
		}

		@Override
		public CallContext.Scope open() {
			ThreadLocal<@Nullable String> current = CallerIdentityTests.this.user;
			String former = current.get();
			current.set(this.name);
			return () -> {
				if (former == null) {
					current.remove();
				}
				else {
					current.set(former);
				}
			};
		}

	}

}

package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotEnoughNodesException;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.rpc.PartialFailureException;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.rpc.template.Replies;
import dev.mesh.rpc.template.Reply;
import dev.mesh.rpc.template.ContractCalls;
import dev.mesh.selector.Consistency;
import dev.mesh.selector.ConsistentHash;
import dev.mesh.selector.NodeSelector;
import dev.mesh.selector.RoundRobin;
import dev.mesh.selector.Selectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Calls to one, some and all nodes, of which some are lost, hang or refuse.
 */
class MeshTemplateTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private final TestCluster cluster = new TestCluster().know(Pricing.class, "pricing").know(Carts.class, "carts");

	private final List<TestNode> hosts = new ArrayList<>();

	private final List<CountedPricing> beans = new ArrayList<>();

	private TestNode caller;

	private ContractCalls<Pricing> pricing;

	@BeforeEach
	void start() {
		this.caller = this.cluster.add("caller", "a", (builder) -> builder);
		for (String name : List.of("one", "two", "three")) {
			TestNode node = this.cluster.add(name, name.equals("one") ? "a" : "b", (builder) -> builder);
			this.hosts.add(node);
			CountedPricing bean = new CountedPricing();
			this.beans.add(bean);
			node.host("pricing", bean);
		}
		this.pricing = new MeshTemplate(this.caller.plane()).of(Pricing.class);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private static List<String> names(List<Node> nodes) {
		return nodes.stream().map(Node::name).toList();
	}

	private List<Integer> effects() {
		return this.beans.stream().map((bean) -> bean.calls.get()).toList();
	}

	@Test
	void oneCallReachesOneInstanceWhateverTheShapeOfItsResult() {
		assertThat(this.pricing.call((service) -> service.add(1, 2)).one()).isEqualTo(3);
		assertThat(this.pricing.call((service) -> service.half(3, (byte) 1, (short) 1, 'a', 0, true)).one())
			.isEqualTo(51);
		assertThat(this.pricing.call((service) -> service.echo("x")).one()).isEqualTo("x");
		assertThat(this.pricing.<String>stage((service) -> service.later("y")).one()).isEqualTo("y");
		assertThat(this.pricing.run((service) -> service.tell("z")).one()).isNull();
		assertThat(this.pricing.call((service) -> service.add(1, 2)).async().one()).succeedsWithin(5, TimeUnit.SECONDS)
			.isEqualTo(3);
	}

	@Test
	void checkedExceptionsOfTheServiceAreCausesAndOthersAreThemselves() {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.pricing.run(Pricing::checked).one())
			.withMessageContaining("disk full");
		this.beans.forEach((bean) -> bean.failure = new IllegalStateException("closed"));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).one())
			.withMessage("closed");
	}

	@Test
	void aSelectorOfTheCallsOwnPicksAndAKeyKeepsToOneInstance() {
		NodeSelector turns = new RoundRobin();
		for (int i = 0; i < 30; i++) {
			this.pricing.call((service) -> service.echo("x")).select(turns).one();
		}
		assertThat(effects()).containsExactly(10, 10, 10);
		NodeSelector hash = new ConsistentHash();
		for (int i = 0; i < 30; i++) {
			this.pricing.call((service) -> service.echo("x")).select(hash).key("user-7").one();
		}
		assertThat(effects()).containsExactlyInAnyOrder(10, 10, 40);
	}

	@Test
	void aBroadcastReachesAllAndSaysHowItEndedOnEach() {
		this.beans.get(1).failure = new IllegalStateException("closed");
		this.hosts.get(2).unreachable = true;
		Replies<String> replies = this.pricing.call((service) -> service.echo("x")).broadcast();
		assertThat(names(replies.acknowledged())).containsExactly("one");
		assertThat(replies.results()).containsExactly("x");
		assertThat(replies.failures().entrySet()).extracting((failure) -> failure.getKey().name())
			.containsExactlyInAnyOrder("two", "three");
		assertThat(replies.failures().values()).hasAtLeastOneElementOfType(IllegalStateException.class)
			.hasAtLeastOneElementOfType(NotExecutedException.class);
		assertThatExceptionOfType(PartialFailureException.class).isThrownBy(replies::orThrow)
			.withMessageContaining("'pricing.echo(java.lang.String)java.lang.String' was acknowledged by 1 of 3")
			.satisfies((ex) -> assertThat(names(ex.acknowledged())).containsExactly("one"));
	}

	@Test
	void aBroadcastToNobodyIsEmpty() {
		assertThat(new MeshTemplate(this.caller.plane()).of(Carts.class).call(Carts::any).broadcast()).isEmpty();
	}

	@Test
	void theOwnInstanceTakesPartUnlessItIsLeftOut() {
		CountedPricing own = new CountedPricing();
		this.caller.host("pricing", own);
		assertThat(this.pricing.call((service) -> service.echo("x")).broadcast().acknowledged()).hasSize(4);
		assertThat(own.thread).startsWith("mesh-rpc-worker-");
		assertThat(this.pricing.call((service) -> service.echo("x")).elsewhere().broadcast().acknowledged()).hasSize(3);
		this.pricing.call((service) -> service.echo("x")).elsewhere().one();
		assertThat(own.calls).hasValue(1);
		this.pricing.call((service) -> service.echo("x")).one();
		assertThat(own.thread).isEqualTo(Thread.currentThread().getName());
	}

	@Test
	void whatIsOnlyHereCannotBeCalledElsewhere() {
		this.caller.host("carts", new NamedCarts("caller"));
		ContractCalls<Carts> carts = new MeshTemplate(this.caller.plane()).of(Carts.class);
		assertThat(carts.call(Carts::any).one()).isEqualTo("caller");
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> carts.call(Carts::any).elsewhere().one())
			.withMessageContaining("takes no calls (any more) where this one was to go");
		assertThat(carts.call(Carts::any).elsewhere().broadcast()).isEmpty();
	}

	@Test
	void aSelectorThatCannotBePreparedKeepsNoCallFromItsService() {
		NodeSelector broken = (candidates) -> {
			throw new IllegalStateException("no");
		};
		TestNode other = this.cluster.add("other", (builder) -> builder.selectors(Selectors.of(broken)));
		assertThat(other.stub(Pricing.class).echo("x")).isEqualTo("x");
		assertThat(other.stub(Carts.class)).isNotNull();
	}

	@Test
	void someAreAsManyDifferentOnesAsAskedForOrNone() {
		for (int i = 0; i < 20; i++) {
			assertThat(names(this.pricing.call((service) -> service.echo("x")).some(2).acknowledged())).hasSize(2)
				.doesNotHaveDuplicates();
		}
		this.hosts.get(0).unreachable = true;
		List<Integer> before = effects();
		assertThatExceptionOfType(NotEnoughNodesException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).some(3))
			.satisfies((ex) -> assertThat(List.of(ex.live(), ex.required())).containsExactly(2, 3));
		assertThat(effects()).isEqualTo(before);
	}

	@Test
	void aGatheringGoesOnWithTheFirstAndGivesUpTheOthers() {
		CountDownLatch release = new CountDownLatch(1);
		this.beans.get(0).release = release;
		this.beans.get(1).release = release;
		this.beans.get(2).release = new CountDownLatch(1);
		CompletableFuture<Replies<String>> gathering = this.pricing.call((service) -> service.echo("x"))
			.async()
			.gather(2)
			.toCompletableFuture();
		Awaitility.await().until(() -> effects().equals(List.of(1, 1, 1)));
		release.countDown();
		assertThat(gathering).succeedsWithin(10, TimeUnit.SECONDS)
			.satisfies((replies) -> assertThat(names(replies.acknowledged())).containsExactlyInAnyOrder("one", "two"));
		Awaitility.await().untilAsserted(() -> assertThat(this.beans.get(2).interrupted).isTrue());
	}

	@Test
	void aGatheringFailsAsSoonAsTooFewAreLeft() {
		this.beans.get(0).failure = new IllegalStateException("closed");
		this.beans.get(1).failure = new IllegalStateException("closed");
		this.beans.get(2).release = new CountDownLatch(1);
		assertThatExceptionOfType(PartialFailureException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).gather(2))
			.satisfies((ex) -> assertThat(ex.failures()).hasSize(2));
		assertThatExceptionOfType(NotEnoughNodesException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).gather(4));
	}

	@Test
	void aNodeThatHangsFailsAtTheDeadlineAndTheOthersCount() {
		this.hosts.get(1).hangs = true;
		Replies<String> replies = this.pricing.call((service) -> service.echo("x")).within(SHORT).broadcast();
		assertThat(names(replies.acknowledged())).containsExactlyInAnyOrder("one", "three");
		assertThat(replies.failures().values()).singleElement().isInstanceOf(OutcomeUnknownException.class);
		assertThat(this.pricing.call((service) -> service.echo("x")).gather(2).acknowledged()).hasSize(2);
	}

	@Test
	void theOwnInstanceThatHangsFailsAtTheDeadlineToo() {
		CountedPricing own = new CountedPricing();
		CountDownLatch release = new CountDownLatch(1);
		own.release = release;
		this.caller.host("pricing", own);
		Replies<String> replies = this.pricing.call((service) -> service.echo("x")).within(SHORT).broadcast();
		release.countDown();
		assertThat(replies.acknowledged()).hasSize(3);
		assertThat(replies.failures().keySet()).extracting(Node::name).containsExactly("caller");
		assertThat(replies.failures().values()).singleElement().isInstanceOf(OutcomeUnknownException.class);
	}

	@Test
	void aLevelReachesTheReplicasItAsksForAndSaysWhoAcknowledgedWhenItFails() {
		Replies<String> two = this.pricing.call((service) -> service.echo("x")).at(Consistency.TWO);
		assertThat(names(two.acknowledged())).containsExactlyInAnyOrder("two", "three");
		assertThat(this.pricing.call((service) -> service.echo("x")).at(Consistency.NONE)).isEmpty();
		this.beans.get(1).failure = new IllegalStateException("closed");
		assertThatExceptionOfType(PartialFailureException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).at(Consistency.ALL))
			.withMessageContaining("two (java.lang.IllegalStateException: closed)")
			.satisfies((ex) -> {
				assertThat(names(ex.acknowledged())).containsExactlyInAnyOrder("one", "three");
				assertThat(ex.required()).isEqualTo(3);
			});
	}

	@Test
	void aLevelThatCannotBeReachedSendsNothing() {
		this.hosts.get(1).unreachable = true;
		this.hosts.get(2).unreachable = true;
		assertThatExceptionOfType(NotEnoughNodesException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).at(Consistency.QUORUM))
			.withMessageContaining("2 instance(s) are required for QUORUM and 1 are live");
		assertThatExceptionOfType(NotEnoughNodesException.class)
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x")).at(Consistency.EACH_QUORUM))
			.withMessageContaining("for EACH_QUORUM in zone 'b'");
		assertThat(effects()).containsExactly(0, 0, 0);
		assertThat(this.pricing.call((service) -> service.echo("x")).at(Consistency.LOCAL_QUORUM).acknowledged())
			.hasSize(1);
	}

	@Test
	void theOwnReplicaIsPartOfALevel() {
		CountedPricing own = new CountedPricing();
		this.caller.host("pricing", own);
		assertThat(this.pricing.call((service) -> service.echo("x")).at(Consistency.QUORUM).acknowledged()).hasSize(3);
		assertThat(own.calls).hasValue(1);
		assertThat(this.pricing.call((service) -> service.echo("x")).elsewhere().at(Consistency.QUORUM).acknowledged())
			.hasSize(2);
		assertThat(own.calls).hasValue(1);
	}

	@Test
	void aCallerThatIsInterruptedGivesAllUp() throws Exception {
		this.beans.forEach((bean) -> bean.release = new CountDownLatch(1));
		var executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> waiting = executor.submit(() -> this.pricing.call((service) -> service.echo("x")).broadcast());
			Awaitility.await().until(() -> effects().equals(List.of(1, 1, 1)));
			waiting.cancel(true);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(this.beans).allSatisfy((bean) -> assertThat(bean.interrupted).isTrue()));
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void whoCancelsTheStageGivesAllUp() {
		this.beans.forEach((bean) -> bean.release = new CountDownLatch(1));
		CompletableFuture<Replies<String>> stage = this.pricing.call((service) -> service.echo("x"))
			.async()
			.broadcast()
			.toCompletableFuture();
		Awaitility.await().until(() -> effects().equals(List.of(1, 1, 1)));
		stage.cancel(true);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.beans).allSatisfy((bean) -> assertThat(bean.interrupted).isTrue()));
	}

	@Test
	void onlyOnePlainCallCanBeRecorded() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.pricing.call((service) -> "nothing"))
			.withMessageContaining("0 methods of the contract were called");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x") + service.echo("y")))
			.withMessageContaining("2 methods of the contract were called");
		assertThatIllegalArgumentException().isThrownBy(() -> this.pricing.call((service) -> service.add(1, 2) + 1))
			.withMessageContaining("was changed before it was there");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.pricing.call((service) -> service.echo("x").length()))
			.withMessageContaining("could not be recorded");
		assertThatIllegalArgumentException().isThrownBy(() -> this.pricing.call((service) -> service.later("x")))
			.withMessageContaining("use 'stage'");
	}

	@Test
	void aReplyOfEachNodeIsListedOnce() {
		assertThat(this.pricing.call((service) -> service.echo("x")).broadcast().list()).hasSize(3)
			.allMatch(Reply::isSuccess);
	}

	/**
	 * Counts its calls, and fails or hangs as told.
	 */
	private static final class CountedPricing extends FixedPricing {

		private final AtomicInteger calls = new AtomicInteger();

		private volatile @Nullable RuntimeException failure;

		private volatile @Nullable CountDownLatch release;

		private volatile boolean interrupted;

		private volatile String thread = "";

		@Override
		public String echo(String value) {
			this.calls.incrementAndGet();
			this.thread = Thread.currentThread().getName();
			CountDownLatch latch = this.release;
			if (latch != null) {
				try {
					latch.await();
				}
				catch (InterruptedException ex) {
					this.interrupted = true;
				}
			}
			RuntimeException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
			return super.echo(value);
		}

	}

}

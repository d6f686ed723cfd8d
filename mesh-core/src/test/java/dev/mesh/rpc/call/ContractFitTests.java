package dev.mesh.rpc.call;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.ShapeWalk;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.TypeChecker;
import dev.mesh.rpc.fingerprint.Agreement;
import dev.mesh.rpc.fingerprint.ContractShape;
import dev.mesh.rpc.template.MeshTemplate;
import dev.mesh.rpc.template.Replies;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where calls go whose contract is another one elsewhere.
 */
class ContractFitTests {

	private static final TypeChecker ANY = (Type type) -> {
	};

	/** Of the methods, only {@code twice} is the same on both sides. */
	private static final Agreement PARTLY = agreement(Newer.class, Older.class);

	private final TestCluster cluster = new TestCluster().know(Newer.class, "numbers");

	private final KnownAgreements known = new KnownAgreements();

	private final KnownAgreements ofOne = new KnownAgreements();

	private TestNode caller;

	private TestNode one;

	private TestNode two;

	private Newer numbers;

	@BeforeEach
	void start() {
		this.caller = this.cluster.add("caller", (builder) -> builder.contracts(this.known));
		this.one = this.cluster.add("one", (builder) -> builder.contracts(this.ofOne));
		this.two = this.cluster.add("two");
		this.numbers = this.caller.stub(Newer.class);
		this.one.host("numbers", new Doubling());
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private static Agreement agreement(Class<?> own, Class<?> peers) {
		Contract contract = Contract.of(own, "numbers", ANY);
		return Agreement.of(contract, ContractShape.of(contract, new ShapeWalk()),
				ContractShape.of(Contract.of(peers, "numbers", ANY), new ShapeWalk()));
	}

	private void learn(String node, Agreement agreement) {
		this.known.learn(node, agreement);
		this.caller.plane().refreshRoutes();
	}

	@Test
	void callsGoOnlyWhereTheMethodFits() {
		this.two.host("numbers", new Doubling());
		learn("one", PARTLY);
		for (int i = 0; i < 50; i++) {
			assertThat(this.numbers.half(2 * i)).isEqualTo(i);
		}
		assertThat(this.one.requests).hasValue(0);
		assertThat(this.two.requests).hasValue(50);
		for (int i = 0; i < 50; i++) {
			assertThat(this.numbers.twice(i)).isEqualTo(2 * i);
		}
		assertThat(this.one.requests).hasPositiveValue();
	}

	@Test
	void aCallThatFitsNowhereFailsAtOnceAndSaysWhy() {
		learn("one", PARTLY);
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.numbers.half(1))
			.withMessageContaining("'numbers.half(int)int' was not executed")
			.withMessageContaining("with one, the method is not known on one")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE));
		assertThat(this.one.requests).hasValue(0);
	}

	@Test
	void aCallOfAllNodesSaysOfEachThatDoesNotFitWhy() {
		this.two.host("numbers", new Doubling());
		learn("one", PARTLY);
		Replies<Integer> replies = new MeshTemplate(this.caller.plane()).of(Newer.class)
			.call((stub) -> stub.half(4))
			.broadcast();
		assertThat(replies.results()).containsExactly(2);
		assertThat(replies.failures()).containsOnlyKeys(this.one.node());
		assertThat(replies.failures().values())
			.singleElement(InstanceOfAssertFactories.throwable(NotExecutedException.class))
			.hasMessageContaining("is not known on one");
	}

	@Test
	void aCallWaitsWhileTheContractIsOnItsWay() throws Exception {
		learn("one", Agreement.PENDING);
		FutureTask<Integer> waiting = new FutureTask<>(() -> this.numbers.half(8));
		Thread thread = new Thread(waiting, "test-caller");
		thread.start();
		CompletableFuture<Integer> later = this.numbers.later(3);
		Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		assertThat(later).isNotDone();
		assertThat(this.one.requests).hasValue(0);
		this.known.learn("one", Agreement.SAME);
		assertThat(waiting.get()).isEqualTo(4);
		assertThat(later.get()).isEqualTo(3);
	}

	@Test
	void theReceiverRefusesWhatDoesNotFitWhateverTheCallerBelieves() {
		this.ofOne.learn("caller", PARTLY);
		assertThatExceptionOfType(NotExecutedException.class).isThrownBy(() -> this.numbers.half(1))
			.withMessageContaining("is not the same there and here: the caller's contract has no such method")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INCOMPATIBLE));
		assertThat(this.numbers.twice(4)).isEqualTo(8);
	}

	@Test
	void whatIsKnownOfANodeStaysWhenItsContractIsLearned() {
		this.numbers.twice(1);
		learn("one", PARTLY);
		assertThat(this.numbers.twice(2)).isEqualTo(4);
		learn("one", Agreement.SAME);
		assertThat(this.numbers.half(2)).isEqualTo(1);
	}

	/**
	 * A contract.
	 */
	interface Older {

		int twice(int number);

	}

	/**
	 * The same, later.
	 */
	interface Newer {

		int twice(int number);

		int half(int number);

		CompletableFuture<Integer> later(int number);

	}

	private static final class Doubling implements Newer {

		@Override
		public int twice(int number) {
			return 2 * number;
		}

		@Override
		public int half(int number) {
			return number / 2;
		}

		@Override
		public CompletableFuture<Integer> later(int number) {
			return CompletableFuture.completedFuture(number);
		}

	}

}

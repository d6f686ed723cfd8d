package dev.mesh.rpc.fingerprint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.control.LoopThread;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.WireHash;
import dev.mesh.rpc.fingerprint.Agreement.State;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Answer;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Ask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How nodes learn of each other's contracts.
 */
class ContractExchangeTests {

	private final TestContracts contracts;

	private final InMemoryBus bus = new InMemoryBus(11);

	private final List<ContractExchange> exchanges = new ArrayList<>();

	ContractExchangeTests(@TempDir Path directory) {
		this.contracts = new TestContracts(directory);
	}

	@AfterEach
	void close() throws Exception {
		this.exchanges.forEach(ContractExchange::stop);
		this.bus.close();
		this.contracts.close();
	}

	@Test
	void nodesWithTheSameContractAgreeWithoutAWord() throws Exception {
		Contract contract = older();
		Member one = join("one", contract);
		Member two = join("two", older());
		assertThat(one.with(two).state()).isEqualTo(State.SAME);
		assertThat(two.with(one).state()).isEqualTo(State.SAME);
	}

	@Test
	void nodesThatDifferLearnHow() throws Exception {
		Member one = join("one", older());
		Member two = join("two", newer());
		await().until(() -> one.with(two).state() == State.COMPARED && two.with(one).state() == State.COMPARED);
		assertThat(one.with(two).calling()).hasSize(1)
			.containsEntry("price(java.lang.String)int", Compatibility.COMPATIBLE);
		assertThat(two.with(one).calling()).hasSize(2);
		assertThat(one.exchange.revisions().get()).isPositive();
	}

	@Test
	void whatIsLostIsAskedForAgain() throws Exception {
		this.bus.loseMessages(50);
		Member one = join("one", older());
		Member two = join("two", newer());
		Member three = join("three", newer());
		await().until(() -> one.with(two).state() == State.COMPARED && two.with(one).state() == State.COMPARED
				&& three.with(one).state() == State.COMPARED);
		assertThat(one.with(three)).isSameAs(one.with(two));
	}

	@Test
	void aNodeThatTellsNothingIsUnknown() throws Exception {
		Member one = join("one", older());
		InMemoryNode silent = this.bus.join("silent");
		assertThat(one.exchange.with(silent.self(), "shop").state()).isEqualTo(State.UNKNOWN);
		assertThat(one.exchange.with(one.node.self(), "other").state()).isEqualTo(State.UNKNOWN);
	}

	@Test
	void aNodeThatDoesNotAnswerIsPending() throws Exception {
		Member one = join("one", older());
		InMemoryNode silent = this.bus.join("silent", Map.of("shop", 7L));
		assertThat(one.exchange.with(silent.self(), "shop").state()).isEqualTo(State.PENDING);
	}

	@Test
	void whatCannotBeReadFitsNowhere() throws Exception {
		Member one = join("one", older());
		byte[] odd = { 1, 0, 0, 0, 9 };
		InMemoryNode liar = this.bus.join("liar", Map.of("shop", WireHash.of(odd)));
		liar.receive(Subject.CONTRACT, (sender, payload) -> liar.sendOnce(sender.id(), Subject.CONTRACT,
				ExchangeFormat.encode(new Answer(odd))));
		await().until(() -> one.exchange.with(liar.self(), "shop").state() == State.COMPARED);
		assertThat(one.exchange.with(liar.self(), "shop").calling().values()).singleElement().satisfies((verdict) -> {
			assertThat(verdict.level()).isEqualTo(Compatibility.Level.INCOMPATIBLE);
			assertThat(verdict.difference("liar")).contains("on liar cannot be read here");
		});
	}

	@Test
	void garbageAndWhatNobodyAnnouncedIsDropped() throws Exception {
		Member one = join("one", older());
		InMemoryNode liar = this.bus.join("liar", Map.of("shop", 7L));
		byte[] another = ShapeFormat.encode(TestContracts.shape(newer()));
		Random random = new Random(5);
		for (int i = 0; i < 500; i++) {
			byte[] garbage = new byte[random.nextInt(40)];
			random.nextBytes(garbage);
			liar.sendOnce(one.node.id(), Subject.CONTRACT, garbage);
		}
		liar.sendOnce(one.node.id(), Subject.CONTRACT, ExchangeFormat.encode(new Answer(another)));
		liar.sendOnce(one.node.id(), Subject.CONTRACT, ExchangeFormat.encode(new Ask(List.of(1L, 2L, 3L))));
		Member two = join("two", newer());
		await().until(() -> one.with(two).state() == State.COMPARED);
		assertThat(one.exchange.with(liar.self(), "shop").state()).isEqualTo(State.PENDING);
	}

	@Test
	void whatNoMemberHasAnyMoreIsForgotten() throws Exception {
		Member one = join("one", older());
		Member two = join("two", newer());
		await().until(() -> one.with(two).state() == State.COMPARED);
		this.bus.kill(two.node);
		await().until(() -> one.with(two).state() == State.PENDING);
	}

	@Test
	void anExchangeGoesOnAfterARestart() throws Exception {
		Member one = join("one", older());
		one.exchange.stop();
		Member two = join("two", newer());
		one.exchange.start();
		await().until(() -> one.with(two).state() == State.COMPARED);
	}

	private Contract older() throws Exception {
		return this.contracts.compile("interface Shop { int price(String sku); }");
	}

	private Contract newer() throws Exception {
		return this.contracts.compile("interface Shop { int price(String sku); int price(String sku, A a); }",
				"record A(int f) {}");
	}

	private Member join(String name, Contract contract) {
		ContractShape shape = TestContracts.shape(contract);
		InMemoryNode node = this.bus.join(name, Map.of("shop", shape.fingerprint()));
		ContractExchange exchange = new ContractExchange(node, node, Map.of(contract, shape),
				new LoopThread("test-contracts"));
		assertThat(exchange.fingerprints()).isEqualTo(node.self().contracts());
		this.exchanges.add(exchange);
		exchange.start();
		return new Member(node, exchange);
	}

	private record Member(InMemoryNode node, ContractExchange exchange) {

		Agreement with(Member other) {
			return this.exchange.with(other.node.self(), "shop");
		}

	}

}

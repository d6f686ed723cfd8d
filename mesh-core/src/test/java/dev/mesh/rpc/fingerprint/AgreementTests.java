package dev.mesh.rpc.fingerprint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.fingerprint.Compatibility.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.mesh.rpc.fingerprint.Compatibility.Level.COMPATIBLE;
import static dev.mesh.rpc.fingerprint.Compatibility.Level.INCOMPATIBLE;
import static dev.mesh.rpc.fingerprint.Compatibility.Level.LIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which changes of a contract fit, in which direction.
 */
class AgreementTests {

	private static final String SHOP = "interface Shop { void put(A a); A get(); }";

	private final TestContracts contracts;

	AgreementTests(@TempDir Path directory) {
		this.contracts = new TestContracts(directory);
	}

	@AfterEach
	void close() throws Exception {
		this.contracts.close();
	}

	static Stream<Arguments> changes() {
		String one = "record A(String x, int f) {}";
		String list = "record A(java.util.List<%s> f) {}";
		return Stream.of(
				change("a field is added", one, "record A(String x, int f, Long g) {}", COMPATIBLE, COMPATIBLE),
				change("fields are reordered", one, "record A(int f, String x) {}", COMPATIBLE, COMPATIBLE),
				change("a transient field is added", "class A { int f; }", "class A { int f; transient int g; }",
						COMPATIBLE, COMPATIBLE),
				change("a container of known values is added", one,
						"record A(String x, int f, java.util.Map<String, java.util.List<Integer>> g) {}", COMPATIBLE,
						COMPATIBLE),
				change("a field of a new type is added", one, "record A(String x, int f, B b) {};record B(int q) {}",
						COMPATIBLE, LIMITED),
				change("a list of a new type is added", one,
						"record A(String x, int f, java.util.List<B> b) {};record B(int q) {}", COMPATIBLE, LIMITED),
				change("int becomes long", one, "record A(String x, long f) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("int becomes Integer", one, "record A(String x, Integer f) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("int becomes a text", one, "record A(String x, String f) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("a text becomes a record", one, "record A(B x, int f) {};record B(int q) {}", INCOMPATIBLE,
						INCOMPATIBLE),
				change("one record becomes another", "record A(B b) {};record B(int q) {};record C(int q) {}",
						"record A(C b) {};record B(int q) {};record C(int q) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("a list becomes a set", list.formatted("String"), "record A(java.util.Set<String> f) {}",
						INCOMPATIBLE, INCOMPATIBLE),
				change("a list holds something else", list.formatted("String"), list.formatted("Integer"), INCOMPATIBLE,
						INCOMPATIBLE),
				change("an optional holds something else", "record A(java.util.Optional<String> f) {}",
						"record A(java.util.Optional<Integer> f) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("a list becomes an array", list.formatted("Integer"), "record A(int[] f) {}", INCOMPATIBLE,
						INCOMPATIBLE),
				change("a field far down changes", list.formatted("B[]") + ";record B(C c) {};record C(int q) {}",
						list.formatted("B[]") + ";record B(C c) {};record C(byte q) {}", INCOMPATIBLE, INCOMPATIBLE),
				change("a field of a type argument changes",
						"record A(P<B> p) {};record P<T>(T t, P<T> next) {};record B(int q) {}",
						"record A(P<B> p) {};record P<T>(T t, P<T> next) {};record B(char q) {}", INCOMPATIBLE,
						INCOMPATIBLE),
				change("a record becomes a class", one, "class A { String x; int f; }", INCOMPATIBLE, INCOMPATIBLE),
				change("a field moves to a superclass", "class A extends S { int f; };class S { int g; }",
						"class A extends S { };class S { int g; int f; }", INCOMPATIBLE, INCOMPATIBLE),
				change("a superclass with fields is added", "class A { int f; }",
						"class A extends S { int f; };class S { int g; }", COMPATIBLE, COMPATIBLE),
				change("a constant is added", "record A(E e) {};enum E { S, L }", "record A(E e) {};enum E { S, M, L }",
						COMPATIBLE, LIMITED),
				change("constants are reordered", "record A(E e) {};enum E { S, L }",
						"record A(E e) {};enum E { L, S }", COMPATIBLE, COMPATIBLE),
				change("a subtype is added", "sealed interface A permits B {};record B(int q) implements A {}",
						"sealed interface A permits B, C {};record B(int q) implements A {};record C(int q) implements A {}",
						COMPATIBLE, LIMITED),
				change("a subtype is none any more",
						"sealed interface A permits B, C {};record B(C c) implements A {};record C(int q) implements A {}",
						"sealed interface A permits B {};record B(C c) implements A {};record C(int q) {}",
						INCOMPATIBLE, COMPATIBLE));
	}

	private static Arguments change(String name, String older, String newer, Level oldWrites, Level newWrites) {
		return arguments(name, older.split(";(?=[a-z])"), newer.split(";(?=[a-z])"), oldWrites, newWrites);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void followsTheRules(String name, String[] older, String[] newer, Level oldWrites, Level newWrites)
			throws Exception {
		Contract olds = this.contracts.compile(withShop(older));
		Contract news = this.contracts.compile(withShop(newer));
		Agreement ofOld = agreement(olds, news);
		Agreement ofNew = agreement(news, olds);
		String put = "put(shop.A)void";
		String get = "get()shop.A";
		assertThat(verdict(ofOld.calling(), put).level()).isEqualTo(oldWrites);
		assertThat(verdict(ofOld.calling(), get).level()).isEqualTo(newWrites);
		assertThat(verdict(ofOld.serving(), put).level()).isEqualTo(newWrites);
		assertThat(verdict(ofOld.serving(), get).level()).isEqualTo(oldWrites);
		assertThat(verdict(ofNew.calling(), put).level()).isEqualTo(newWrites);
		assertThat(verdict(ofNew.serving(), put).level()).isEqualTo(oldWrites);
		assertThat(olds.methods()).allSatisfy((method) -> {
			Level calling = verdict(ofOld.calling(), method.signature()).level();
			assertThat(ofOld.isCallable(method.id())).isEqualTo(calling != INCOMPATIBLE);
			Level serving = verdict(ofOld.serving(), method.signature()).level();
			assertThat(ofOld.isServable(method.id())).isEqualTo(serving != INCOMPATIBLE);
		});
	}

	@Test
	void theFirstDifferenceIsNamedFromEitherSide() throws Exception {
		Contract olds = this.contracts.compile(withShop("record A(int total) {}"));
		Contract news = this.contracts.compile(withShop("record A(long total) {}"));
		assertThat(verdict(agreement(olds, news).calling(), "get()shop.A").difference("node-2"))
			.isEqualTo("shop.A.total is int here and long on node-2");
		assertThat(verdict(agreement(news, olds).serving(), "get()shop.A").difference("node-1"))
			.isEqualTo("shop.A.total is long here and int on node-1");
	}

	@Test
	void aMethodThatOneSideLacksIsNamedWithTheOneThatIsThere() throws Exception {
		Contract olds = this.contracts.compile("interface Shop { int price(String sku); }");
		Contract news = this.contracts
			.compile("interface Shop { int price(String sku, String currency); int price(String sku); }");
		Agreement agreement = agreement(news, olds);
		String added = "price(java.lang.String,java.lang.String)int";
		assertThat(verdict(agreement.calling(), added).difference("one"))
			.isEqualTo("the method is not known on one, where there is price(java.lang.String)int");
		assertThat(verdict(agreement.calling(), "price(java.lang.String)int")).isEqualTo(Compatibility.COMPATIBLE);
		assertThat(verdict(agreement(olds, news).serving(), added).difference("two"))
			.startsWith("the method is not known here");
		ContractMethod method = news.methods().get(1);
		assertThat(method.signature()).isEqualTo(added);
		assertThat(agreement.isCallable(method.id())).isFalse();
	}

	@Test
	void itemsOfStreamsAreCompared() throws Exception {
		String shop = "interface Shop { java.util.concurrent.Flow.Publisher<A> watch("
				+ "java.util.concurrent.Flow.Publisher<B> in); }";
		Contract olds = this.contracts.compile(shop, "record A(int f) {}", "record B(int f) {}");
		Contract results = this.contracts.compile(shop, "record A(long f) {}", "record B(int f) {}");
		Contract inputs = this.contracts.compile(shop, "record A(int f) {}", "record B(long f) {}");
		assertThat(agreement(olds, results).calling().values()).extracting(Compatibility::level)
			.containsExactly(INCOMPATIBLE);
		assertThat(agreement(olds, inputs).calling().values()).extracting(Compatibility::level)
			.containsExactly(INCOMPATIBLE);
	}

	@Test
	void nothingIsCalledThatIsOnItsWayOrCannotBeRead() throws Exception {
		Contract contract = this.contracts.compile("interface Shop { int price(String sku); }");
		long method = contract.methods().get(0).id();
		assertThat(Agreement.PENDING.isCallable(method)).isFalse();
		assertThat(Agreement.PENDING.isServable(method)).isTrue();
		assertThat(Agreement.UNKNOWN.isCallable(method)).isTrue();
		assertThat(Agreement.none(contract, "it is odd").isCallable(method)).isFalse();
		assertThat(Agreement.none(contract, "it is odd").isServable(method)).isFalse();
	}

	private static String[] withShop(String... types) {
		return Stream.concat(Stream.of(SHOP), Stream.of(types)).toArray(String[]::new);
	}

	private static Compatibility verdict(Map<String, Compatibility> verdicts, String signature) {
		return Objects.requireNonNull(verdicts.get(signature));
	}

	private static Agreement agreement(Contract own, Contract peers) {
		return Agreement.of(own, TestContracts.shape(own), TestContracts.shape(peers));
	}

}

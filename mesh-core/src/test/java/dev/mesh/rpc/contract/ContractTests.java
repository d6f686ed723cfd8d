package dev.mesh.rpc.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContractTests {

	private static final TypeChecker ANY = (type) -> {
	};

	private static void assertInvalid(Class<?> type, String... parts) {
		assertThatExceptionOfType(InvalidContractException.class).isThrownBy(() -> Contract.of(type, "s", ANY))
			.withMessageContainingAll(parts);
	}

	private static ContractMethod only(Class<?> type) {
		return Contract.of(type, "s", ANY).methods().get(0);
	}

	@Test
	void typeVariablesAreReplacedThroughAllParents() {
		ContractMethod method = only(CartStore.class);
		assertThat(method.signature())
			.isEqualTo("save(java.util.Map<java.lang.String,java.util.List<java.lang.Integer>>)"
					+ "java.util.List<java.lang.Integer>[]");
	}

	@Test
	void overloadsAreDifferentMethods() {
		Contract contract = Contract.of(Overloads.class, "s", ANY);
		assertThat(contract.methods()).extracting(ContractMethod::id).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void idsDependOnTheService() {
		Contract one = Contract.of(Overloads.class, "one", ANY);
		Contract two = Contract.of(Overloads.class, "two", ANY);
		assertThat(one.methods().get(0).id()).isNotEqualTo(two.methods().get(0).id());
	}

	@Test
	void settingsAreRead() {
		ContractMethod method = only(Settings.class);
		assertThat(method.idempotent()).isTrue();
		assertThat(method.timeout()).isEqualTo(Duration.ofMillis(200));
		assertThat(method.shape()).isEqualTo(ResultShape.STAGE);
		assertThat(method.resultType()).isEqualTo(String.class);
		assertThat(method.key()).isNotNull();
	}

	@Test
	void objectMethodsAndStaticOnesAreNotCalled() {
		assertThat(Contract.of(WithObjectMethods.class, "s", ANY).methods()).extracting(ContractMethod::name)
			.containsExactly("run");
	}

	@Test
	void whatIsNoInterfaceIsRefused() {
		assertInvalid(String.class, "java.lang.String", "is not an interface");
	}

	@Test
	void badTimeoutsAreRefusedByName() {
		assertInvalid(BadTimeout.class, "BadTimeout", "run()", "timeout '2 parsecs'", "as in 200ms");
		assertInvalid(ZeroTimeout.class, "timeout '0s' is zero");
	}

	@Test
	void oneWayMethodsReturnNothing() {
		assertInvalid(BadOneWay.class, "run()", "is one-way and returns int", "Return void");
	}

	@Test
	void streamsAreNamedByWhatTheyCarry() {
		ContractMethod watch = only(Streaming.class);
		assertThat(watch.shape()).isEqualTo(ResultShape.STREAM);
		assertThat(watch.resultType()).isEqualTo(String.class);
		assertThat(watch.streamParameters()).containsExactly(false, true);
		assertThat(watch.hasStreams()).isTrue();
	}

	@Test
	void aMonoIsCalledAsAStage() {
		ContractMethod one = only(Single.class);
		assertThat(one.shape()).isEqualTo(ResultShape.STAGE);
		assertThat(one.resultType()).isEqualTo(String.class);
		assertThat(one.hasStreams()).isFalse();
		assertThat(one.isAdapted()).isTrue();
	}

	@Test
	void otherStreamsAreRefused() {
		assertInvalid(JavaStream.class, "watch()", "not one of the streams that can be sent");
		assertInvalid(OneWayStream.class, "load(Publisher)", "is one-way and takes a stream");
	}

	@Test
	void aStageSaysOfWhat() {
		assertInvalid(RawStage.class, "later()", "type argument");
	}

	@Test
	void thereIsOneKeyOfAnAllowedType() {
		assertInvalid(TwoKeys.class, "more than one @MeshKey");
		assertInvalid(BadKey.class, "parameter 'key'", "java.lang.Object cannot be a key", "Use a String");
	}

	@Test
	void aTypeThatCannotBeSentIsNamedWithItsPlace() {
		TypeChecker noIntegers = (type) -> {
			if (type.getTypeName().contains("Integer")) {
				throw new IllegalArgumentException("integers are out");
			}
		};
		assertThatExceptionOfType(InvalidContractException.class)
			.isThrownBy(() -> Contract.of(CartStore.class, "carts", noIntegers))
			.withMessageContainingAll(CartStore.class.getName(), "save(Object)", "'value'", "integers are out");
	}

	interface Store<K, V> {

		V[] save(K value);

	}

	interface MapStore<V> extends Store<java.util.Map<String, V>, V> {

	}

	interface CartStore extends MapStore<List<Integer>> {

	}

	interface Overloads {

		void put(int value);

		void put(List<String> value);

	}

	interface Settings {

		@MeshCall(idempotent = true, timeout = "200ms")
		CompletableFuture<String> later(@MeshKey String key);

	}

	interface WithObjectMethods {

		void run();

		@Override
		String toString();

		static void helper() {
		}

	}

	interface BadTimeout {

		@MeshCall(timeout = "2 parsecs")
		void run();

	}

	interface ZeroTimeout {

		@MeshCall(timeout = "0s")
		void run();

	}

	interface BadOneWay {

		@MeshCall(oneWay = true)
		int run();

	}

	interface Streaming {

		Flow.Publisher<String> watch(int from, Flux<Integer> more);

	}

	interface Single {

		Mono<String> one();

	}

	interface JavaStream {

		Stream<String> watch();

	}

	interface OneWayStream {

		@MeshCall(oneWay = true)
		void load(Flow.Publisher<String> words);

	}

	@SuppressWarnings("rawtypes") // the point of the test
	interface RawStage {

		CompletableFuture later();

	}

	interface TwoKeys {

		void run(@MeshKey String one, @MeshKey String two);

	}

	interface BadKey {

		void run(@MeshKey Object key);

	}

}

package dev.mesh.rpc.stub;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.contract.Contract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StubFactoryTests {

	private final Contract contract = Contract.of(Mixed.class, "mixed", (type) -> {
	});

	private final List<String> calls = new ArrayList<>();

	private Mixed stub(boolean generated) throws ReflectiveOperationException {
		List<Recorder> recorders = this.contract.methods()
			.stream()
			.map((method) -> new Recorder(method.name()))
			.toList();
		Object stub = generated ? StubFactory.generate(this.contract, recorders)
				: StubFactory.proxy(this.contract, recorders);
		assertThat(Proxy.isProxyClass(stub.getClass())).isEqualTo(!generated);
		return (Mixed) stub;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void argumentsAreHandedOnInOrder(boolean generated) throws Exception {
		Mixed stub = stub(generated);
		assertThat(stub.first(1L, 2.0, "x", new int[0])).isEqualTo(1L);
		stub.second(null);
		assertThat(this.calls.get(0)).startsWith("first[1, 2.0, x, [I@");
		assertThat(this.calls.get(1)).isEqualTo("second[null]");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void identityIsAnsweredLocally(boolean generated) throws Exception {
		Mixed stub = stub(generated);
		assertThat(stub.equals(stub)).isTrue();
		assertThat(stub.equals(stub(generated))).isFalse();
		assertThat(stub.hashCode()).isEqualTo(System.identityHashCode(stub));
		assertThat(stub).hasToString("stub of mixed through " + Mixed.class.getName());
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bridgesOfTheContractReachItsMethods(boolean generated) throws Exception {
		Base<Long> base = stub(generated);
		assertThat(base.bridged(7L)).isEqualTo(7L);
		assertThat(this.calls).containsExactly("bridged[7]");
	}

	interface Base<T> {

		T bridged(T value);

	}

	interface Mixed extends Base<Long> {

		long first(long a, double b, String c, int[] d);

		void second(@Nullable Object value);

		@Override
		Long bridged(Long value);

	}

	/**
	 * Notes calls and returns the first argument.
	 */
	private final class Recorder extends StubCall {

		private final String method;

		Recorder(String method) {
			this.method = method;
		}

		@Override
		public @Nullable LocalInstance enterLocal() {
			return null;
		}

		@Override
		public @Nullable LocalInstance enterLocal(@Nullable Object key) {
			return null;
		}

		@Override
		public @Nullable LocalInstance enterLocal(long key) {
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> exitWhenDone(LocalInstance instance, @Nullable CompletionStage<?> stage) {
			return stage;
		}

		@Override
		public CompletionStage<?> exitFailed(LocalInstance instance, Throwable failure) {
			throw new AssertionError(failure);
		}

		@Override
		public @Nullable Object invoke(@Nullable Object[] arguments) {
			StubFactoryTests.this.calls.add(this.method + Arrays.toString(arguments));
			return arguments[0];
		}

	}

}

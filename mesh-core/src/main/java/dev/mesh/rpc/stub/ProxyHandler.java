package dev.mesh.rpc.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.rpc.contract.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call for a method of a {@link java.lang.reflect.Proxy}.
 */
final class ProxyHandler implements InvocationHandler {

	private final Contract contract;

	private final Map<Signature, StubCall> calls = new HashMap<>();

	ProxyHandler(Contract contract, List<? extends StubCall> calls) {
		this.contract = contract;
		for (int i = 0; i < calls.size(); i++) {
			this.calls.put(Signature.of(contract.methods().get(i).method()), calls.get(i));
		}
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		@Nullable Object[] given = (arguments != null) ? arguments : new @Nullable Object[0];
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> proxy == given[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> StubFactory.describe(this.contract);
			};
		}
		StubCall call = this.calls.get(Signature.of(method));
		if (call != null) {
			return call.invoke(given);
		}
		// A bridge that the compiler added to the contract: it calls the real method.
		return InvocationHandler.invokeDefault(proxy, method, given);
	}

	/**
	 * What tells methods apart however often they are inherited.
	 *
	 * @param name the name
	 * @param parameters the erased parameter types
	 * @param result the erased result type: bridges differ in nothing else
	 */
	private record Signature(String name, List<Class<?>> parameters, Class<?> result) {

		static Signature of(Method method) {
			return new Signature(method.getName(), Arrays.asList(method.getParameterTypes()), method.getReturnType());
		}

	}

}

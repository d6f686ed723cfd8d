package dev.mesh.rpc.call;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.rpc.contract.Contract;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a contract, to be found by what a reflective proxy is called with. Such
 * a proxy records calls, rather than another kind of stub: where stubs have one kind of
 * call only, the virtual machine inlines it.
 */
final class RecordedMethods {

	private final Contract contract;

	private final Map<Signature, MethodCall> methods = new HashMap<>();

	RecordedMethods(Contract contract, List<MethodCall> calls) {
		this.contract = contract;
		calls.forEach((call) -> this.methods.put(Signature.of(call.method().method()), call));
	}

	@Nullable MethodCall find(Method method) {
		return this.methods.get(Signature.of(method));
	}

	@Override
	public String toString() {
		return "recorder of " + this.contract;
	}

	/**
	 * What tells methods apart however often they are inherited.
	 *
	 * @param name the name
	 * @param type the erased types
	 */
	private record Signature(String name, MethodType type) {

		static Signature of(Method method) {
			return new Signature(method.getName(),
					MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
		}

	}

}

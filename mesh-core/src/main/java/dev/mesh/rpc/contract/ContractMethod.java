package dev.mesh.rpc.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A method of a contract and how it is called.
 *
 * @param method the method
 * @param signature the name, parameter and result types in full, as in
 * {@code convert(shop.Money,java.lang.String)shop.Money}
 * @param id names the method on the wire: 64 bits of the service's name and the signature
 * @param parameterTypes the types of the parameters, type variables replaced
 * @param resultType the type of the result, for a stage that of its value; {@code void}
 * or {@code Void} where there is none
 * @param shape how the result is handed over
 * @param idempotent whether the method may be run twice
 * @param timeout the longest a call may take, or {@code null} for the node's default
 * @param key the parameter that decides which instance serves a call, if there is one
 */
public record ContractMethod(Method method, String signature, long id, List<Type> parameterTypes, Type resultType,
		ResultShape shape, boolean idempotent, @Nullable Duration timeout, @Nullable KeyParameter key) {

	public ContractMethod {
		parameterTypes = List.copyOf(parameterTypes);
	}

	/**
	 * Return the method's name.
	 * @return the name
	 */
	public String name() {
		return this.method.getName();
	}

	@Override
	public String toString() {
		return this.signature;
	}

}

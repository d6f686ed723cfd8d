package dev.mesh.rpc.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.mesh.rpc.reactive.ReactiveTypes;
import org.jspecify.annotations.Nullable;

/**
 * A method of a contract and how it is called.
 *
 * @param method the method
 * @param signature the name, parameter and result types in full, as in
 * {@code convert(shop.Money,java.lang.String)shop.Money}
 * @param id names the method on the wire: 64 bits of the service's name and the signature
 * @param parameterTypes the types of the parameters, type variables replaced
 * @param resultType the type of the result, for a stage or a stream that of its values;
 * {@code void} or {@code Void} where there is none
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

	/**
	 * Return whether the result is a type of another library, which only a call by array
	 * makes of a stage or a stream.
	 * @return whether it is adapted
	 */
	public boolean isAdapted() {
		return ReactiveTypes.find(this.method.getReturnType()) != null;
	}

	/**
	 * Return which parameters are streams.
	 * @return by parameter, whether it is
	 */
	public List<Boolean> streamParameters() {
		return Arrays.stream(this.method.getParameterTypes()).map((type) -> ReactiveTypes.find(type) != null).toList();
	}

	/**
	 * Return whether the result or a parameter is a stream.
	 * @return whether there is a stream
	 */
	public boolean hasStreams() {
		return this.shape == ResultShape.STREAM || streamParameters().contains(true);
	}

	@Override
	public String toString() {
		return this.signature;
	}

}

package dev.mesh.rpc.fingerprint;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.contract.WireHash;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a contract: its methods and all types that these can reach. The same
 * contract has the same shape on every JVM. Immutable.
 */
public final class ContractShape {

	private final SortedMap<String, MethodShape> methods;

	private final SortedMap<String, TypeShape> types;

	ContractShape(Map<String, MethodShape> methods, Map<String, TypeShape> types) {
		this.methods = Collections.unmodifiableSortedMap(new TreeMap<>(methods));
		this.types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
	}

	/**
	 * Return the shape of a contract.
	 * @param contract the contract
	 * @param types finds the shapes of its types; used for this contract alone
	 * @return the shape
	 */
	public static ContractShape of(Contract contract, TypeShapes types) {
		Map<String, MethodShape> methods = new TreeMap<>();
		for (ContractMethod method : contract.methods()) {
			List<Boolean> streams = method.streamParameters();
			List<String> parameters = new ArrayList<>();
			for (int i = 0; i < streams.size(); i++) {
				Type declared = method.parameterTypes().get(i);
				parameters.add(types.add(streams.get(i) ? item(declared) : declared));
			}
			methods.put(method.signature(),
					new MethodShape(method.signature(), parameters, types.add(method.resultType())));
		}
		return new ContractShape(methods, types.shapes());
	}

	private static Type item(Type stream) {
		return (stream instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[0] : stream;
	}

	/**
	 * Return the methods.
	 * @return the methods by signature
	 */
	public SortedMap<String, MethodShape> methods() {
		return this.methods;
	}

	/**
	 * Return the types that the methods can reach.
	 * @return the shapes by name; values of the JDK have none
	 */
	public SortedMap<String, TypeShape> types() {
		return this.types;
	}

	@Nullable TypeShape type(String name) {
		return this.types.get(name);
	}

	/**
	 * Return 64 bits that differ if anything about the contract does.
	 * @return the fingerprint
	 */
	public long fingerprint() {
		return WireHash.of(ShapeFormat.encode(this));
	}

	/**
	 * Return 64 bits that differ if anything about a method or the types that it can
	 * reach does.
	 * @param signature the method
	 * @return the fingerprint
	 * @throws IllegalArgumentException if the contract has no such method
	 */
	public long fingerprint(String signature) {
		MethodShape method = this.methods.get(signature);
		if (method == null) {
			throw new IllegalArgumentException("there is no method '" + signature + "' among " + this.methods.keySet());
		}
		return new ContractShape(Map.of(signature, method), reachable(method)).fingerprint();
	}

	private Map<String, TypeShape> reachable(MethodShape method) {
		Map<String, TypeShape> found = new TreeMap<>();
		Deque<String> open = new ArrayDeque<>(method.parameters());
		open.add(method.result());
		while (!open.isEmpty()) {
			String name = open.remove();
			TypeShape shape = this.types.get(name);
			if (shape != null && found.put(name, shape) == null) {
				open.addAll(shape.fields().values());
				open.addAll(shape.parts());
			}
		}
		return found;
	}

}

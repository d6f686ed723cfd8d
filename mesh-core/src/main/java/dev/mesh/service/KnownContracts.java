package dev.mesh.service;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.rpc.codec.CodecLimits;
import dev.mesh.rpc.codec.ExceptionCodec;
import dev.mesh.rpc.codec.ForyCodec;
import dev.mesh.rpc.codec.ShapeWalk;
import dev.mesh.rpc.codec.TypeClosure;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.InvalidContractException;
import dev.mesh.rpc.fingerprint.ContractShape;
import org.jspecify.annotations.Nullable;

/**
 * The contracts a node hosts or calls, read and checked, and the codec for what their
 * methods take, return and throw.
 *
 * @param contracts the contracts
 * @param codec for values
 * @param exceptions for exceptions
 */
record KnownContracts(List<Contract> contracts, ForyCodec codec, ExceptionCodec exceptions) {

	static KnownContracts of(NodeSpec spec) {
		Map<String, Class<?>> types = new TreeMap<>(spec.imports());
		spec.services().forEach((service) -> requireSame(service, types.put(service.id().name(), service.contract())));
		TypeClosure.Builder closure = TypeClosure.builder();
		List<Contract> contracts = new ArrayList<>();
		types.forEach((service, type) -> {
			contracts.add(Contract.of(type, service, closure::value));
			declaredExceptions(type).forEach(closure::exception);
		});
		TypeClosure reachable = closure.build();
		ForyCodec codec = new ForyCodec(reachable, spec.classLoader(), CodecLimits.defaults());
		return new KnownContracts(List.copyOf(contracts), codec,
				new ExceptionCodec(reachable, types.values(), codec.writer(), spec.classLoader()));
	}

	/** Callers name a service, not a version of it: all of them are called alike. */
	private static void requireSame(ServiceDefinition service, @Nullable Class<?> other) {
		if (other != null && other != service.contract()) {
			throw new InvalidContractException("Service '" + service.id().name() + "' is called through "
					+ service.contract().getName() + " and through " + other.getName()
					+ ". Let all its versions implement one contract, or give them different names.", null);
		}
	}

	private static List<Class<? extends Throwable>> declaredExceptions(Class<?> contract) {
		List<Class<? extends Throwable>> declared = new ArrayList<>();
		for (Method method : contract.getMethods()) {
			for (Class<?> type : method.getExceptionTypes()) {
				declared.add(type.asSubclass(Throwable.class));
			}
		}
		return declared;
	}

	/**
	 * Return what the contracts look like, to be compared with those of others.
	 */
	Map<Contract, ContractShape> shapes() {
		Map<Contract, ContractShape> shapes = new HashMap<>();
		this.contracts.forEach((contract) -> shapes.put(contract, ContractShape.of(contract, new ShapeWalk())));
		return shapes;
	}

}

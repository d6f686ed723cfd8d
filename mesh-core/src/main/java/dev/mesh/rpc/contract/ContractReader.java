package dev.mesh.rpc.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the methods of a contract: all that can be called on the interface, default ones
 * and inherited ones included, since a bean may override them.
 */
final class ContractReader {

	private final Class<?> type;

	private final String service;

	private final MethodReader methods;

	ContractReader(Class<?> type, String service, TypeChecker types) {
		this.type = type;
		this.service = service;
		this.methods = new MethodReader(type, service, types);
	}

	List<ContractMethod> read() {
		if (!this.type.isInterface() || this.type.isAnnotation()) {
			throw new InvalidContractException("Contract " + this.type.getName() + " of service '" + this.service
					+ "' is not an interface. Let the service implement an interface and use that.", null);
		}
		List<ContractMethod> read = new ArrayList<>();
		for (Method method : callable()) {
			read.add(this.methods.read(method));
		}
		if (read.isEmpty()) {
			throw new InvalidContractException("Contract " + this.type.getName() + " of service '" + this.service
					+ "' has no methods to call. Add one.", null);
		}
		read.sort(Comparator.comparing(ContractMethod::signature));
		return List.copyOf(read);
	}

	private Collection<Method> callable() {
		Map<String, Method> found = new TreeMap<>();
		for (Method method : this.type.getMethods()) {
			if (Modifier.isStatic(method.getModifiers()) || method.isBridge() || isObjectMethod(method)) {
				continue;
			}
			Method other = found.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
			if (other != null && other.getReturnType() != method.getReturnType()) {
				throw this.methods.invalid(method,
						"is inherited from " + other.getDeclaringClass().getName() + " and from "
								+ method.getDeclaringClass().getName()
								+ " with different result types. Declare it in the contract itself.",
						null);
			}
		}
		return found.values();
	}

	private static boolean isObjectMethod(Method method) {
		return Arrays.stream(Object.class.getMethods())
			.anyMatch((candidate) -> candidate.getName().equals(method.getName())
					&& Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()));
	}

}

package dev.mesh.spring.service;

import java.beans.Introspector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshService;

import org.springframework.util.ClassUtils;

/**
 * Finds the contract of a service: the one named by the annotation, or the one interface
 * of the class that belongs neither to the JDK nor to Spring.
 */
final class ContractResolver {

	private static final List<String> INFRASTRUCTURE = List.of("java.", "javax.", "jakarta.", "org.springframework.",
			"org.aopalliance.");

	private ContractResolver() {
	}

	static Class<?> resolve(Class<?> type, MeshService annotation) {
		Class<?> declared = annotation.contract();
		if (declared == void.class) {
			return onlyInterface(type);
		}
		if (!declared.isInterface()) {
			throw new MeshConfigurationException(
					"'contract' of @MeshService on '" + type.getName() + "' is '" + declared.getName()
							+ "', which is not an interface.",
					"Name an interface that '" + type.getSimpleName() + "' implements.");
		}
		if (!declared.isAssignableFrom(type)) {
			throw new MeshConfigurationException(
					"'" + type.getName() + "' does not implement its contract '" + declared.getName() + "'.",
					"Implement it, or name another contract on @MeshService.");
		}
		return declared;
	}

	static String serviceName(Class<?> contract) {
		return Introspector.decapitalize(contract.getSimpleName());
	}

	private static Class<?> onlyInterface(Class<?> type) {
		List<Class<?>> candidates = Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
			.filter(ContractResolver::isContract)
			.toList();
		List<Class<?>> mostSpecific = candidates.stream()
			.filter((candidate) -> candidates.stream()
				.noneMatch((other) -> other != candidate && candidate.isAssignableFrom(other)))
			.toList();
		if (mostSpecific.size() == 1) {
			return mostSpecific.get(0);
		}
		throw mostSpecific.isEmpty() ? none(type) : several(type, mostSpecific);
	}

	private static boolean isContract(Class<?> candidate) {
		return INFRASTRUCTURE.stream().noneMatch(candidate.getName()::startsWith);
	}

	private static MeshConfigurationException none(Class<?> type) {
		return new MeshConfigurationException(
				"'" + type.getName()
						+ "' is a @MeshService and implements no interface through which it can be called.",
				"Let it implement an interface of your own that declares the methods other beans call.");
	}

	private static MeshConfigurationException several(Class<?> type, List<Class<?>> candidates) {
		return new MeshConfigurationException(String.format(Locale.ROOT,
				"'%s' is a @MeshService and implements %d interfaces that could be its contract: %s.", type.getName(),
				candidates.size(), String.join(", ", candidates.stream().map(Class::getName).toList())),
				"Name one, as in @MeshService(contract = " + candidates.get(0).getSimpleName() + ".class).");
	}

}

package dev.mesh.spring.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.spring.MeshConfigurationException;

/**
 * Reads {@code mesh.services.<name>.calls}, of services hosted here or called here.
 */
final class ConfiguredCalls {

	private final Map<String, MeshProperties.Service> services;

	ConfiguredCalls(Map<String, MeshProperties.Service> services) {
		this.services = services;
	}

	/**
	 * Resolve.
	 * @param contracts the contracts by the service's name
	 * @return the configuration by the service's name
	 */
	Map<String, ServiceCalls> resolve(Map<String, Class<?>> contracts) {
		Map<String, ServiceCalls> resolved = new HashMap<>();
		this.services.forEach((configured, service) -> contracts.forEach((name, contract) -> {
			if (ServiceCalls.isMeant(configured, name)) {
				resolved.put(name, resolve("mesh.services." + configured + ".calls", service.calls(), contract));
			}
		}));
		return resolved;
	}

	private static ServiceCalls resolve(String path, CallsProperties calls, Class<?> contract) {
		try {
			return new ServiceCalls(
					new CallSettings(calls.timeout(), calls.idempotent(), calls.maxAttempts(), calls.hedged(),
							calls.priority()),
					methods(path, calls.methods(), contract), retry(calls.retry()), ejection(calls.ejection()),
					new LimitOptions(calls.limit().maxConcurrent(), calls.limit().adaptive(), calls.limit().maxWait()),
					calls.slow());
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException("What is under '" + path + "' is refused: " + ex.getMessage() + ".",
					"Correct it.", ex);
		}
	}

	private static RetryOptions retry(CallsProperties.Retry retry) {
		return new RetryOptions(retry.budget(), retry.saved(), retry.firstBackOff(), retry.longestBackOff());
	}

	private static EjectionOptions ejection(CallsProperties.Ejection ejection) {
		return new EjectionOptions(ejection.enabled(), ejection.failuresInARow(), ejection.badShare(),
				ejection.slowFactor(), ejection.slowMargin(), ejection.first(), ejection.longest());
	}

	private static Map<String, CallSettings> methods(String path, Map<String, CallsProperties.Method> methods,
			Class<?> contract) {
		Map<String, CallSettings> settings = new LinkedHashMap<>();
		methods.forEach((name, method) -> {
			requireMethod(path, name, contract);
			settings.put(name, new CallSettings(method.timeout(), method.idempotent(), method.maxAttempts(),
					method.hedged(), method.priority()));
		});
		return settings;
	}

	private static void requireMethod(String path, String name, Class<?> contract) {
		if (Arrays.stream(contract.getMethods()).noneMatch((method) -> ServiceCalls.isMeant(name, method.getName()))) {
			throw new MeshConfigurationException(
					"'" + path + ".methods." + name + "' is set, and " + contract.getName() + " has no such method.",
					"Use the name of one of its methods.");
		}
	}

}

package dev.mesh.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.route.RoutePolicy;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.service.ServiceBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies {@code mesh.services} to what the annotations say, and checks the result.
 */
final class ServiceDefinitions {

	private static final Logger logger = LoggerFactory.getLogger(ServiceDefinitions.class);

	private final Map<String, MeshProperties.Service> overrides = new LinkedHashMap<>();

	ServiceDefinitions(Map<String, MeshProperties.Service> overrides) {
		overrides.forEach((name, override) -> this.overrides.put(uniform(name), override));
	}

	List<ServiceBean> resolve(List<ServiceBean> declared, Set<String> imported) {
		warnOfUnknown(declared, imported);
		Map<ServiceId, ServiceBean> byId = new LinkedHashMap<>();
		for (ServiceBean service : declared) {
			ServiceBean resolved = override(service, declared);
			ServiceBean other = byId.putIfAbsent(resolved.id(), resolved);
			if (other != null) {
				throw new MeshConfigurationException(
						"Two services are called '" + resolved.id() + "': the beans '" + other.beanName() + "' and '"
								+ resolved.beanName() + "'.",
						"Give one of them another name or version on @MeshService.");
			}
		}
		return List.copyOf(byId.values());
	}

	/**
	 * Return the policies that are configured.
	 * @param names the services that are hosted or called
	 * @return the policies by the name of the service
	 */
	Map<String, RoutePolicy> routes(Set<String> names) {
		Map<String, RoutePolicy> routes = new LinkedHashMap<>();
		for (String name : names) {
			MeshProperties.Service stated = this.overrides.get(uniform(name));
			MeshProperties.Route route = (stated != null) ? stated.route() : null;
			if (route != null) {
				routes.put(name, StatedRoute.read(name, route));
			}
		}
		return routes;
	}

	private ServiceBean override(ServiceBean service, List<ServiceBean> declared) {
		ServiceBean named = overrideByName(service, declared);
		MeshProperties.Service override = this.overrides.get(uniform(named.id().toString()));
		if (override == null) {
			return named;
		}
		if (override.version() != null || override.route() != null) {
			throw new MeshConfigurationException(
					"'mesh.services.[" + named.id() + "]' sets a version or a route, which are those of all versions.",
					"Set them under 'mesh.services." + named.id().name() + "'.");
		}
		return new ServiceBean(named.beanName(), named.contract(), StatedSpec.apply(named.spec(), override),
				named.enabled() && override.enabled());
	}

	private ServiceBean overrideByName(ServiceBean service, List<ServiceBean> declared) {
		String name = service.id().name();
		MeshProperties.Service override = this.overrides.get(uniform(name));
		if (override == null) {
			return service;
		}
		String version = orElse(override.version(), service.id().version());
		if (override.version() != null && versions(name, declared) > 1) {
			throw new MeshConfigurationException(
					"'mesh.services." + name + ".version' is set, and the application holds several versions of it.",
					"Remove the property and set the versions on @MeshService.");
		}
		ServiceSpec spec = StatedSpec.apply(service.spec().withService(new ServiceId(name, version)), override);
		return new ServiceBean(service.beanName(), service.contract(), spec, override.enabled());
	}

	private static long versions(String name, List<ServiceBean> declared) {
		return declared.stream().filter((service) -> service.id().name().equals(name)).count();
	}

	private void warnOfUnknown(List<ServiceBean> declared, Set<String> imported) {
		List<String> unknown = new ArrayList<>(this.overrides.keySet());
		imported.forEach((name) -> unknown.remove(uniform(name)));
		declared.forEach((service) -> {
			unknown.remove(uniform(service.id().name()));
			unknown.remove(uniform(service.id().toString()));
		});
		unknown.forEach((name) -> logger.warn(
				"'mesh.services.{}' is set, and this application has no such service: the setting has no effect",
				name));
	}

	/**
	 * Environment variables and YAML spell a name differently.
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
	}

	private static String orElse(@Nullable String value, String other) {
		return (value != null) ? value : other;
	}

}

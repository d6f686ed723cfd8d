package dev.mesh.spring.service;

import java.util.List;
import java.util.Map;

/**
 * What the bean definitions of a context declare.
 *
 * @param services the services in this application
 * @param imports the contracts it imports, by the name of the service
 */
public record ServiceBeans(List<ServiceBean> services, Map<String, Class<?>> imports) {

	public ServiceBeans {
		services = List.copyOf(services);
		imports = Map.copyOf(imports);
	}

}

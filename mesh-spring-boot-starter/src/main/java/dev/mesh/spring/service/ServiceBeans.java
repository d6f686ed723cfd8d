package dev.mesh.spring.service;

import java.util.List;
import java.util.Set;

/**
 * What the bean definitions of a context declare.
 *
 * @param services the services in this application
 * @param contracts all contracts it calls: those of its services and the imported ones
 */
public record ServiceBeans(List<ServiceBean> services, Set<Class<?>> contracts) {

	public ServiceBeans {
		services = List.copyOf(services);
		contracts = Set.copyOf(contracts);
	}

}

package dev.mesh.spring.service;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * A {@link dev.mesh.spring.MeshService} found among the bean definitions, with the
 * configuration applied.
 *
 * @param beanName the name of the bean definition
 * @param contract the contract through which it is called
 * @param spec what is asked for it
 * @param enabled whether this node offers it
 */
public record ServiceBean(String beanName, Class<?> contract, ServiceSpec spec, boolean enabled) {

	/**
	 * Return the service.
	 * @return its name and version
	 */
	public ServiceId id() {
		return this.spec.service();
	}

}

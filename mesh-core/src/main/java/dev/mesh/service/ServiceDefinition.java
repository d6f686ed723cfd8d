package dev.mesh.service;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.ServiceSpec;

/**
 * A service that this node can host.
 *
 * @param spec what is asked for it
 * @param contract the interface through which it is called
 * @param source makes and ends the bean
 */
public record ServiceDefinition(ServiceSpec spec, Class<?> contract, InstanceSource source) {

	/**
	 * Return the service.
	 * @return the name and version
	 */
	public ServiceId id() {
		return this.spec.service();
	}

}

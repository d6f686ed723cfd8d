package dev.mesh.service;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Replicas;

/**
 * A service that this node can host.
 *
 * @param id the name and version
 * @param contract the interface through which it is called
 * @param replicas how many instances are wanted
 * @param source makes and ends the bean
 */
public record ServiceDefinition(ServiceId id, Class<?> contract, Replicas replicas, InstanceSource source) {

}

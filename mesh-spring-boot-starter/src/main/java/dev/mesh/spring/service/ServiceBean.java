package dev.mesh.spring.service;

import dev.mesh.directory.ServiceId;

/**
 * A {@link dev.mesh.spring.MeshService} found among the bean definitions, with the
 * configuration applied.
 *
 * @param beanName the name of the bean definition
 * @param id the name and version of the service
 * @param contract the contract through which it is called
 * @param replicas how many instances are wanted, in the form of
 * {@code dev.mesh.placement.spec.Replicas}
 * @param enabled whether this node offers it
 */
public record ServiceBean(String beanName, ServiceId id, Class<?> contract, String replicas, boolean enabled) {

}

package dev.mesh.spring.autoconfigure.cloud;

import java.util.List;

import reactor.core.publisher.Flux;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * Lists instances as the directory has them now. Spring Cloud's own supplier caches for
 * 35 seconds, and would send requests to nodes that have left. Names that Mesh does not
 * know go to the supplier behind it.
 */
final class MeshServiceInstanceListSupplier implements ServiceInstanceListSupplier {

	private final MeshDiscoveryClient client;

	private final ServiceInstanceListSupplier others;

	MeshServiceInstanceListSupplier(MeshDiscoveryClient client, ServiceInstanceListSupplier others) {
		this.client = client;
		this.others = others;
	}

	@Override
	public String getServiceId() {
		return this.others.getServiceId();
	}

	@Override
	public Flux<List<ServiceInstance>> get() {
		return Flux.defer(() -> {
			List<ServiceInstance> instances = this.client.getInstances(getServiceId());
			return instances.isEmpty() ? this.others.get() : Flux.just(instances);
		});
	}

}

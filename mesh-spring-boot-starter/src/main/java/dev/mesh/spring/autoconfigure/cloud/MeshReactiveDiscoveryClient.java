package dev.mesh.spring.autoconfigure.cloud;

import reactor.core.publisher.Flux;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

/**
 * The same for reactive callers; the directory never blocks, so no other thread is
 * needed.
 */
final class MeshReactiveDiscoveryClient implements ReactiveDiscoveryClient {

	private final MeshDiscoveryClient client;

	MeshReactiveDiscoveryClient(MeshDiscoveryClient client) {
		this.client = client;
	}

	@Override
	public String description() {
		return "Mesh Reactive Discovery Client";
	}

	@Override
	public Flux<ServiceInstance> getInstances(String serviceId) {
		return Flux.defer(() -> Flux.fromIterable(this.client.getInstances(serviceId)));
	}

	@Override
	public Flux<String> getServices() {
		return Flux.defer(() -> Flux.fromIterable(this.client.getServices()));
	}

}

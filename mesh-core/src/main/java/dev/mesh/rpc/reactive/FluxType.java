package dev.mesh.rpc.reactive;

import java.util.concurrent.Flow;

import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/**
 * Reactor's stream.
 */
final class FluxType implements ReactiveType {

	@Override
	public boolean isSingle() {
		return false;
	}

	@Override
	public Flow.Publisher<?> toPublisher(Object value) {
		return JdkFlowAdapter.publisherToFlowPublisher((Flux<?>) value);
	}

	@Override
	public Object fromPublisher(Flow.Publisher<Object> publisher) {
		return JdkFlowAdapter.flowPublisherToFlux(publisher);
	}

}

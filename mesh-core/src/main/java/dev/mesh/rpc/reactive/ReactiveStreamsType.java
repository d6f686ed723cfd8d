package dev.mesh.rpc.reactive;

import java.util.concurrent.Flow;

import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * The publisher of Reactive Streams, which {@link Flow.Publisher} is the twin of.
 */
final class ReactiveStreamsType implements ReactiveType {

	@Override
	public boolean isSingle() {
		return false;
	}

	@Override
	public Flow.Publisher<?> toPublisher(Object value) {
		return FlowAdapters.toFlowPublisher((Publisher<?>) value);
	}

	@Override
	public Object fromPublisher(Flow.Publisher<Object> publisher) {
		return FlowAdapters.toPublisher(publisher);
	}

}

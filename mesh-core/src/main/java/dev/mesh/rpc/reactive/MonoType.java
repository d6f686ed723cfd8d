package dev.mesh.rpc.reactive;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/**
 * Reactor's one value or none.
 */
final class MonoType implements ReactiveType {

	@Override
	public boolean isSingle() {
		return true;
	}

	@Override
	public Flow.Publisher<?> toPublisher(Object value) {
		return JdkFlowAdapter.publisherToFlowPublisher((Mono<?>) value);
	}

	@Override
	public Object fromPublisher(Flow.Publisher<Object> publisher) {
		return Mono.from(JdkFlowAdapter.flowPublisherToFlux(publisher));
	}

	@Override
	public CompletionStage<?> toStage(Object value) {
		return ((Mono<?>) value).toFuture();
	}

	@Override
	@SuppressWarnings("NullAway") // Reactor takes a stage of null for one without a value
	public Object fromStage(Supplier<CompletionStage<@Nullable Object>> begin) {
		return Mono.fromCompletionStage(begin);
	}

}

package dev.mesh.rpc.call;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A service of streams that counts what happens to them.
 */
class FluxTicker implements Ticker {

	final AtomicLong emitted = new AtomicLong();

	final AtomicLong asked = new AtomicLong();

	final AtomicInteger opened = new AtomicInteger();

	final AtomicInteger cancelled = new AtomicInteger();

	/** A subclass may put in another stream. */
	Flux<Integer> source(int count) {
		return Flux.range(0, count);
	}

	@Override
	public Flow.Publisher<Integer> ticks(int count) {
		this.opened.incrementAndGet();
		return JdkFlowAdapter.publisherToFlowPublisher(source(count).doOnNext((tick) -> this.emitted.incrementAndGet())
			.doOnRequest(this.asked::addAndGet)
			.doOnCancel(this.cancelled::incrementAndGet));
	}

	@Override
	public Flow.Publisher<Integer> hurried(int count) {
		return ticks(count);
	}

	@Override
	public Flux<String> words(String prefix) {
		return Flux.just("a", "b", "c").map((word) -> prefix + word);
	}

	@Override
	public Mono<String> one(String word) {
		return Mono.fromSupplier(() -> {
			this.opened.incrementAndGet();
			return word;
		});
	}

	@Override
	public Mono<Void> none() {
		return Mono.empty();
	}

	@Override
	public long sum(Flow.Publisher<Integer> numbers) {
		Long sum = JdkFlowAdapter.flowPublisherToFlux(numbers).reduce(0L, Long::sum).block();
		return (sum != null) ? sum : 0;
	}

	@Override
	public CompletionStage<String> join(String separator, Flux<String> words) {
		return words.collectList().map((list) -> String.join(separator, list)).toFuture();
	}

	@Override
	public Flux<Integer> doubled(Flux<Integer> numbers) {
		return numbers.map((number) -> number * 2);
	}

	@Override
	public String echo(String word) {
		return word;
	}

}

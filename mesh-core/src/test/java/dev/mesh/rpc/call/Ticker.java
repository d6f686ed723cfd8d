package dev.mesh.rpc.call;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import dev.mesh.rpc.MeshCall;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A contract with streams of all kinds.
 */
public interface Ticker {

	Flow.Publisher<Integer> ticks(int count);

	@MeshCall(timeout = "500ms")
	Flow.Publisher<Integer> hurried(int count);

	Flux<String> words(String prefix);

	Mono<String> one(String word);

	Mono<Void> none();

	long sum(Flow.Publisher<Integer> numbers);

	CompletionStage<String> join(String separator, Flux<String> words);

	Flux<Integer> doubled(Flux<Integer> numbers);

	String echo(String word);

}

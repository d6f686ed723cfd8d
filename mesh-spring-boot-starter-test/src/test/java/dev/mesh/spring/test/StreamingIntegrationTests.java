package dev.mesh.spring.test;

import java.util.List;

import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reactor's types in a contract, injected on all nodes.
 */
@MeshTest(nodes = 2, classes = StreamingIntegrationTests.Application.class)
class StreamingIntegrationTests {

	@Test
	void everyNodeReadsTheStreamsOfTheOneInstance(MeshTestCluster cluster) {
		for (MeshTestNode node : cluster.nodes()) {
			Prices prices = node.bean(Prices.class);
			assertThat(prices.watch("A-1").take(100).collectList().block()).hasSize(100)
				.startsWith(new Quote("A-1", 0), new Quote("A-1", 1));
			assertThat(prices.latest("A-1").block()).isEqualTo(new Quote("A-1", 7));
			assertThat(prices.doubled(Flux.fromIterable(List.of(new Quote("B", 1), new Quote("C", 2))))
				.map(Quote::cents)
				.collectList()
				.block()).containsExactly(2L, 4L);
		}
	}

	public interface Prices {

		Flux<Quote> watch(String sku);

		Mono<Quote> latest(String sku);

		Flux<Quote> doubled(Flux<Quote> quotes);

	}

	public record Quote(String sku, long cents) {

	}

	@MeshService(replicas = "1")
	static class FixedPrices implements Prices {

		@Override
		public Flux<Quote> watch(String sku) {
			return Flux.range(0, 1_000_000).map((cents) -> new Quote(sku, cents));
		}

		@Override
		public Mono<Quote> latest(String sku) {
			return Mono.just(new Quote(sku, 7));
		}

		@Override
		public Flux<Quote> doubled(Flux<Quote> quotes) {
			return quotes.map((quote) -> new Quote(quote.sku(), 2 * quote.cents()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(FixedPrices.class)
	static class Application {

	}

}

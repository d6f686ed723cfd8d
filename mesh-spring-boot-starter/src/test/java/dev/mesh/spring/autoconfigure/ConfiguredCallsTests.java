package dev.mesh.spring.autoconfigure;

import java.time.Duration;

import dev.mesh.rpc.CallPriority;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is configured of the calls to services reaches the node.
 */
class ConfiguredCallsTests {

	@Test
	void nothingIsTheDefault() {
		runner("mesh.services.quotes.replicas=all")
			.run((context) -> assertThat(calls(context.getBean(MeshNode.class), "quotes"))
				.isEqualTo(ServiceCalls.DEFAULTS));
	}

	@Test
	void serviceAndMethodsAreRead() {
		runner("mesh.services.quotes.calls.timeout=2s", "mesh.services.quotes.calls.priority=low",
				"mesh.services.quotes.calls.retry.budget=0.2", "mesh.services.quotes.calls.ejection.enabled=false",
				"mesh.services.quotes.calls.limit.max-concurrent=7", "mesh.services.quotes.calls.limit.adaptive=false",
				"mesh.services.quotes.calls.limit.max-wait=1s", "mesh.services.quotes.calls.methods.quote.hedged=true",
				"mesh.services.quotes.calls.methods.quote.idempotent=true",
				"mesh.services.quotes.calls.methods.quote-all.max-attempts=2")
			.run((context) -> {
				ServiceCalls calls = calls(context.getBean(MeshNode.class), "quotes");
				assertThat(calls.of("quote"))
					.isEqualTo(new CallSettings(Duration.ofSeconds(2), true, null, true, CallPriority.LOW));
				assertThat(calls.of("quoteAll").maxAttempts()).isEqualTo(2);
				assertThat(calls.retry().budget()).isEqualTo(0.2);
				assertThat(calls.ejection().enabled()).isFalse();
				assertThat(calls.limit()).isEqualTo(new LimitOptions(7, false, Duration.ofSeconds(1)));
			});
	}

	@Test
	void aServiceThatIsOnlyCalledHereCanBeConfiguredToo() {
		runner("mesh.services.stock-count.calls.timeout=3s")
			.run((context) -> assertThat(calls(context.getBean(MeshNode.class), "stockCount").of("count").timeout())
				.isEqualTo(Duration.ofSeconds(3)));
	}

	@Test
	void aMethodThatDoesNotExistIsRefused() {
		runner("mesh.services.quotes.calls.methods.qoute.timeout=1s").run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessageContaining("'mesh.services.quotes.calls.methods.qoute' is set")
			.hasMessageContaining("has no such method"));
	}

	@Test
	void aValueThatMakesNoSenseIsRefused() {
		runner("mesh.services.quotes.calls.retry.budget=10").run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.hasStackTraceContaining(
					"What is under 'mesh.services.quotes.calls' is refused: 'budget' is 10.0: use 0 to 1"));
	}

	private static ApplicationContextRunner runner(String... properties) {
		return MeshContexts.runner().withUserConfiguration(FixedQuotes.class).withPropertyValues(properties);
	}

	private static ServiceCalls calls(MeshNode node, String service) {
		return ((LocalMeshNode) node).spec.calls().getOrDefault(service, ServiceCalls.DEFAULTS);
	}

	interface Quotes {

		String quote(String item);

		String quoteAll();

	}

	interface StockCount {

		int count();

	}

	@MeshService
	@ImportMeshServices(StockCount.class)
	static class FixedQuotes implements Quotes {

		@Override
		public String quote(String item) {
			return item;
		}

		@Override
		public String quoteAll() {
			return "";
		}

	}

}

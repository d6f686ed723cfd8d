package dev.mesh.spring.service;

import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.rpc.NotExecutedException;
import dev.mesh.rpc.OutcomeUnknownException;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring's own resilience around calls of the mesh.
 */
class SpringResilienceTests {

	private final ApplicationContextRunner runner = MeshContexts.runner().withUserConfiguration(Shop.class);

	@Test
	void retryableSeesThatACallWasNotExecutedAndTriesAgain() {
		this.runner.run((context) -> {
			Till till = context.getBean(Till.class);
			((LocalMeshNode) context.getBean(MeshNode.class)).deactivate("prices");
			assertThatExceptionOfType(NotExecutedException.class).isThrownBy(till::ring);
			assertThat(attempts(context)).hasValue(3);
		});
	}

	@Test
	void retryableSucceedsWhenTheServiceIsBack() {
		this.runner.run((context) -> {
			LocalMeshNode node = (LocalMeshNode) context.getBean(MeshNode.class);
			node.deactivate("prices");
			context.getBean(Attempts.class).onSecond = () -> node.activate("prices");
			assertThat(context.getBean(Till.class).ring()).isEqualTo("42");
			assertThat(attempts(context)).hasValue(2);
		});
	}

	@Test
	void whatMayHaveRunIsNotTriedAgainUnlessSaid() {
		this.runner.run((context) -> {
			assertThatExceptionOfType(OutcomeUnknownException.class)
				.isThrownBy(() -> context.getBean(Till.class).doubtful());
			assertThat(attempts(context)).hasValue(1);
		});
	}

	private static AtomicInteger attempts(ApplicationContext context) {
		return context.getBean(Attempts.class).count;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	@Import({ FixedPrices.class, Till.class, Attempts.class })
	static class Shop {

	}

	static class Attempts {

		final AtomicInteger count = new AtomicInteger();

		Runnable onSecond = () -> {
		};

		void next() {
			if (this.count.incrementAndGet() == 2) {
				this.onSecond.run();
			}
		}

	}

	interface Prices {

		String price();

	}

	@MeshService
	static class FixedPrices implements Prices {

		@Override
		public String price() {
			return "42";
		}

	}

	static class Till {

		private final Prices prices;

		private final Attempts attempts;

		Till(Prices prices, Attempts attempts) {
			this.prices = prices;
			this.attempts = attempts;
		}

		@Retryable(includes = NotExecutedException.class, maxRetries = 2, delay = 1)
		String ring() {
			this.attempts.next();
			return this.prices.price();
		}

		@Retryable(includes = NotExecutedException.class, maxRetries = 2, delay = 1)
		String doubtful() {
			this.attempts.next();
			throw new OutcomeUnknownException("'prices.price' may or may not have been executed", null);
		}

	}

}

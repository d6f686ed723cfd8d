package dev.mesh.spring.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.mesh.spring.LocalMeshNode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MeshAnnouncementLifecycleTests {

	private final CompletableFuture<Void> warmUp = new CompletableFuture<>();

	private final CompletableFuture<LocalMeshNode> node = new CompletableFuture<>();

	private final CompletableFuture<ApplicationContext> starting = new CompletableFuture<>();

	@Test
	void aColdNodeIsNotAnnouncedAndAcceptsNoTraffic() throws Exception {
		FutureTask<ConfigurableApplicationContext> start = new FutureTask<>(application()::run);
		new Thread(start, "test-application").start();
		await().until(() -> this.warmUp.getNumberOfDependents() > 0);
		assertThat(this.node.join().log).containsExactly("start");
		assertThat(readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);

		this.warmUp.complete(null);
		try (ConfigurableApplicationContext context = start.get(30, TimeUnit.SECONDS)) {
			assertThat(context.isActive()).isTrue();
			assertThat(this.node.join().log).containsExactly("start", "announce []");
			assertThat(readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private SpringApplication application() {
		MeshNodeFactory factory = (spec) -> {
			LocalMeshNode made = new LocalMeshNode(spec);
			made.warmUp = this.warmUp;
			this.node.complete(made);
			return made;
		};
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("mesh.node.name=a", "mesh.cluster-port=0")
			.initializers((context) -> {
				context.getBeanFactory().registerSingleton("testNodeFactory", factory);
				this.starting.complete(context);
			})
			.build();
	}

	private ReadinessState readiness() {
		return this.starting.join().getBean(ApplicationAvailability.class).getReadinessState();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, SslAutoConfiguration.class,
			MeshServiceAutoConfiguration.class, MeshAutoConfiguration.class })
	static class Application {

	}

}

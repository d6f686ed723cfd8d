package dev.mesh.spring.autoconfigure;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Run by an execution of its own, whose class path lacks all that is optional.
 */
class WithoutOptionalLibrariesTests {

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.HealthIndicator",
			"io.micrometer.core.instrument.MeterRegistry", "org.springframework.cloud.client.ServiceInstance",
			"org.springframework.boot.web.server.context.WebServerInitializedEvent", "reactor.core.publisher.Flux" })
	void libraryIsAbsent(String type) {
		assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
	}

	@Test
	void nodeStartsAndStops() {
		try (ConfigurableApplicationContext context = SpringApplication.run(Application.class,
				"--mesh.cluster-port=0")) {
			assertThat(((LocalMeshNode) context.getBean(MeshNode.class)).log).startsWith("start");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MeshNodeFactory nodes() {
			return LocalMeshNode::new;
		}

	}

}

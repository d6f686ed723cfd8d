package dev.mesh.spring.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class LoggingDefaultsTests {

	@Test
	void transportIsQuietUnlessTheApplicationSaysOtherwise() {
		MockEnvironment environment = new MockEnvironment().withProperty("logging.level.org.jgroups", "debug");
		registered().get(0).postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("logging.level.org.jgroups")).isEqualTo("debug");
		assertThat(environment.getProperty("logging.level.org.jgroups.blocks.cs")).isEqualTo("off");
	}

	/** Boot's own post-processors want a log factory. */
	private static List<EnvironmentPostProcessor> registered() {
		DeferredLogFactory logs = Supplier::get;
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, ArgumentResolver.of(DeferredLogFactory.class, logs))
			.stream()
			.filter(LoggingDefaults.class::isInstance)
			.toList();
	}

}

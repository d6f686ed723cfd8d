package dev.mesh.spring.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps JGroups from logging what Mesh itself tells in its own words: addresses, founding
 * a group, the broken connections of nodes that end. A level set in the application wins.
 */
final class LoggingDefaults implements EnvironmentPostProcessor {

	private static final Map<String, Object> LEVELS = Map.of("logging.level.org.jgroups", "warn",
			"logging.level.dev.mesh.cluster.jgroups.MeshChannel", "warn", "logging.level.org.jgroups.blocks.cs", "off");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().addLast(new MapPropertySource("meshLoggingDefaults", LEVELS));
	}

}

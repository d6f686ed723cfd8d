package dev.mesh.demo.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * Points a test's context at a database of its own, as a plain monolith.
 */
public final class DatabaseUnderTest {

	private DatabaseUnderTest() {
	}

	private static void configure(ConfigurableApplicationContext context, Map<String, Object> properties) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("mesh-off", Map.of("mesh.enabled", "false", "mesh.node.name", "here")));
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("database", properties));
	}

	/**
	 * A new SQLite file.
	 */
	public static final class Sqlite implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			Path file = Path.of("target", "databases", UUID.randomUUID() + ".db");
			configure(context, Map.of("boutique.database-file", file.toString()));
		}

	}

	/**
	 * A new PostgreSQL server.
	 */
	public static final class Postgres implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			PostgresServer server = PostgresServer.start();
			context.addApplicationListener((event) -> {
				if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
					server.stop();
				}
			});
			configure(context, Map.of("spring.datasource.url", server.url(), "spring.datasource.username", "postgres"));
		}

	}

}

package dev.mesh.spring;

import dev.mesh.spring.autoconfigure.MeshAutoConfiguration;
import dev.mesh.spring.autoconfigure.MeshNodeFactory;
import dev.mesh.spring.autoconfigure.MeshServiceAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/**
 * Contexts with a node that opens no port.
 */
public final class MeshContexts {

	private MeshContexts() {
	}

	public static ApplicationContextRunner runner() {
		return configured(new ApplicationContextRunner());
	}

	public static WebApplicationContextRunner webRunner() {
		return configured(new WebApplicationContextRunner());
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MeshServiceAutoConfiguration.class,
					MeshAutoConfiguration.class))
			.withBean(MeshNodeFactory.class, () -> LocalMeshNode::new)
			.withPropertyValues("mesh.node.name=a", "mesh.cluster-port=0");
	}

}

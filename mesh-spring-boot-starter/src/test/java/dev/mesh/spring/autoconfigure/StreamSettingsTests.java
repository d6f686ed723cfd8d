package dev.mesh.spring.autoconfigure;

import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.service.NodeSpec;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bounds of streams, by properties.
 */
class StreamSettingsTests {

	private final ApplicationContextRunner runner = MeshContexts.runner();

	@Test
	void theDefaultsAreThoseOfTheCore() {
		this.runner.run(
				(context) -> assertThat(context.getBean(NodeSpec.class).streams()).isEqualTo(StreamOptions.defaults()));
	}

	@Test
	void eachReachesTheNode() {
		this.runner
			.withPropertyValues("mesh.rpc.streams.window-items=8", "mesh.rpc.streams.window-size=2KB",
					"mesh.rpc.streams.max-open=16", "mesh.rpc.streams.threads=4")
			.run((context) -> assertThat(context.getBean(NodeSpec.class).streams())
				.isEqualTo(new StreamOptions(8, 2048, 16, 4)));
	}

	@ParameterizedTest
	@CsvSource({ "window-items,0,0", "window-size,0B,0B", "window-size,4GB,4294967296B", "max-open,-1,-1",
			"threads,0,0" })
	void oneThatBoundsNothingIsRefusedByName(String name, String value, String shown) {
		this.runner.withPropertyValues("mesh.rpc.streams." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MeshConfigurationException.class)
				.hasMessage("'mesh.rpc.streams." + name + "' is '" + shown + "', which is no bound of a stream."));
	}

}

package dev.mesh.cluster.jgroups;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import dev.mesh.cluster.jgroups.ProcessMembershipIntegrationTests.Protection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes on a machine that has no processor time to spare.
 * {@code -Dmesh.test.saturation=60s} keeps it up for longer.
 */
class SaturationIntegrationTests {

	private static final Duration TIME = Duration.parse("PT" + System.getProperty("mesh.test.saturation", "8s"));

	@ParameterizedTest
	@EnumSource
	void nobodyIsSuspectedWhileAllCoresAreBusy(Protection protection) throws Exception {
		try (NodeProcesses nodes = new NodeProcesses(protection.token())) {
			nodes.startThree();
			nodes.awaitOneView(0);
			List<List<String>> before = views(nodes);
			Process load = new ProcessBuilder(NodeProcess.java(), "-cp", NodeProcess.classPath(),
					LoadProgram.class.getName())
				.redirectError(Redirect.INHERIT)
				.start();
			try (BufferedReader out = load.inputReader(StandardCharsets.UTF_8)) {
				assertThat(out.readLine()).isEqualTo("BURNING");
				await().during(TIME).atMost(TIME.plusSeconds(10)).until(() -> views(nodes).equals(before));
			}
			finally {
				load.destroyForcibly();
			}
		}
	}

	private static List<List<String>> views(NodeProcesses nodes) {
		return nodes.running().stream().map(NodeProcess::views).toList();
	}

}

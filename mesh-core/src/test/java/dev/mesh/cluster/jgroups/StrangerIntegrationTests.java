package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with the wrong protection, in a process of its own, against a running cluster.
 */
class StrangerIntegrationTests {

	private static final String REFUSED = "refused 127.0.0.1: ";

	@ParameterizedTest(name = "cluster with {0}, node with {1}")
	@CsvSource({ "the token of this cluster, another token of somebody", "the token of this cluster,",
			", the token of this cluster" })
	void doesNotJoinAndBothSidesSayWhyInOneLine(@Nullable String ofCluster, @Nullable String ofStranger)
			throws Exception {
		try (NodeProcesses nodes = new NodeProcesses(ofCluster)) {
			NodeProcess first = startPair(nodes);
			List<String> views = first.views();
			NodeProcess stranger = nodes.start("stranger", NodeProcesses.freePort(), List.of(first.port()), ofStranger);
			first.awaitLine(REFUSED);
			String refusedBy = "peer 127.0.0.1:" + first.port() + " refused this node: ";
			stranger.awaitLine(refusedBy);
			stranger.awaitLine("was not let in: peer 127.0.0.1:" + first.port() + " refused it: ");
			assertThat(first.lines(REFUSED)).hasSize(1);
			assertThat(stranger.lines(refusedBy)).hasSize(1);
			assertThat(first.views()).isEqualTo(views);
			assertThat(stranger.views()).noneMatch((view) -> view.contains("a,"));
		}
	}

	private static NodeProcess startPair(NodeProcesses nodes) throws IOException {
		List<Integer> ports = NodeProcesses.freePorts(2);
		NodeProcess first = nodes.start("a", ports.get(0), List.of(), nodes.token());
		first.awaitStarted();
		nodes.start("b", ports.get(1), ports, nodes.token());
		nodes.awaitOneView(0);
		return first;
	}

}

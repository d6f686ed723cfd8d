package dev.mesh.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.Role;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClockOverRestartTests {

	private static final Duration MAX_DRIFT = Duration.ofMillis(500);

	@Test
	void clockBeginsAboveItsFormerStampsAndWithinTheDriftThatOthersAccept(@TempDir Path folder) {
		Path file = folder.resolve("ceiling");
		long before = MeshNode.of(spec(file)).clock().now();

		MeshNode restarted = MeshNode.of(spec(file));

		assertThat(restarted.clock().skew()).isLessThanOrEqualTo(MAX_DRIFT);
		assertThat(restarted.clock().now()).isGreaterThan(before);
	}

	private static NodeSpec spec(Path ceiling) {
		ClusterOptions cluster = new ClusterOptions("clock", "a", "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				"127.0.0.1", 0, new Discovery.StaticPeers(List.of()), Duration.ofSeconds(2));
		return new NodeSpec(cluster, RpcOptions.defaults(), StreamOptions.defaults(), TransportSecurity.none(),
				MAX_DRIFT, ceiling, Duration.ofSeconds(1), PlacementOptions.DEFAULTS, LocalCalls.DIRECT,
				Selectors.defaults(), CallObserver.NONE, CallerIdentities.NONE, RouteSettings.NONE, List.of(), Map.of(),
				Map.of(), ClockOverRestartTests.class.getClassLoader());
	}

}

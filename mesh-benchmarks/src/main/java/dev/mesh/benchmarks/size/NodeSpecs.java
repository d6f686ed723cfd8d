package dev.mesh.benchmarks.size;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;
import dev.mesh.service.InstanceSource;
import dev.mesh.service.NodeSpec;
import dev.mesh.service.RouteSettings;
import dev.mesh.service.ServiceDefinition;

/**
 * Nodes with the settings of the product, each of which hosts the same few services.
 */
final class NodeSpecs {

	/** As many as the demo has. */
	static final int SERVICES = 10;

	private NodeSpecs() {
	}

	static NodeSpec named(String name) {
		ClusterOptions cluster = new ClusterOptions("size", name, "zone", "region", Map.of(), Set.of(), SERVICES,
				Role.MEMBER, "127.0.0.1", 0, new Discovery.StaticPeers(List.of()), Duration.ofSeconds(2));
		List<ServiceDefinition> services = IntStream.range(0, SERVICES).mapToObj(NodeSpecs::service).toList();
		return new NodeSpec(cluster, RpcOptions.defaults(), StreamOptions.defaults(), TransportSecurity.none(),
				Duration.ofMillis(500), null, Duration.ofSeconds(1), PlacementOptions.DEFAULTS, LocalCalls.DIRECT,
				Selectors.defaults(), CallObserver.NONE, CallerIdentities.NONE, RouteSettings.NONE, services, Map.of(),
				Map.of(), NodeSpecs.class.getClassLoader());
	}

	private static ServiceDefinition service(int i) {
		ServiceSpec spec = ServiceSpec.of(new ServiceId("service-" + i, "1"), Replicas.parse("all"));
		return new ServiceDefinition(spec, Answering.class, new InstanceSource() {

			@Override
			public Object create() {
				return (Answering) (question) -> question;
			}

			@Override
			public void destroy(Object bean) {
				// It holds nothing.
			}

		});
	}

	/**
	 * The contract of all services.
	 */
	@FunctionalInterface
	interface Answering {

		long answer(long question);

	}

}

package dev.mesh.service.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
import dev.mesh.rpc.stream.StreamOptions;
import dev.mesh.rpc.wire.RpcOptions;
import dev.mesh.security.TransportSecurity;
import dev.mesh.selector.Selectors;
import dev.mesh.service.InstanceSource;
import dev.mesh.service.MeshNode;
import dev.mesh.service.NodeSpec;
import dev.mesh.service.RouteSettings;
import dev.mesh.service.ServiceDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A process that hosts a {@link Ledger}, and does it badly when told to: {@code slow
 * MILLIS}, {@code busy}, {@code well}.
 */
final class FaultNode {

	/** As many as a caller of the tests has threads: only one that is busy refuses. */
	static final int MAX_CONCURRENT = 32;

	private final WrittenLedger ledger;

	private final MeshNode node;

	private FaultNode(String[] args) {
		this.ledger = new WrittenLedger(Path.of(args[2]));
		this.node = MeshNode.of(spec(args[0], Integer.parseInt(args[1]), peers(args[3]), this.ledger,
				Selectors.defaults(), CallObserver.NONE));
	}

	public static void main(String[] args) throws IOException {
		FaultNode faulty = new FaultNode(args);
		Runtime.getRuntime().addShutdownHook(new Thread(faulty.node::stop, "fault-node-stop"));
		faulty.node.start();
		Orders.read(faulty::obey);
		System.exit(0);
	}

	static List<HostPort> peers(String text) {
		return Arrays.stream(text.split(",")).map(HostPort::parse).toList();
	}

	static NodeSpec spec(String name, int port, List<HostPort> peers, @Nullable Ledger ledger, Selectors selectors,
			CallObserver observer) {
		ClusterOptions cluster = new ClusterOptions("faults", name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				"127.0.0.1", port, new Discovery.StaticPeers(peers), Duration.ofSeconds(2));
		ServiceCalls calls = new ServiceCalls(CallSettings.NONE,
				Map.of("read", new CallSettings(null, null, null, true, null)), RetryOptions.DEFAULTS,
				EjectionOptions.DEFAULTS, new LimitOptions(MAX_CONCURRENT, true, Duration.ZERO));
		List<ServiceDefinition> services = (ledger != null)
				? List.of(new ServiceDefinition(ServiceSpec.of(new ServiceId("ledger", "1"), Replicas.parse("all")),
						Ledger.class, source(ledger)))
				: List.of();
		return new NodeSpec(cluster, RpcOptions.defaults(), StreamOptions.defaults(), TransportSecurity.none(),
				Duration.ofMillis(500), null, Duration.ofSeconds(10), PlacementOptions.DEFAULTS, LocalCalls.DIRECT,
				selectors, observer, CallerIdentities.NONE, RouteSettings.NONE, services,
				services.isEmpty() ? Map.of("ledger", Ledger.class) : Map.of(), Map.of("ledger", calls),
				FaultNode.class.getClassLoader());
	}

	private static InstanceSource source(Ledger ledger) {
		return new InstanceSource() {

			@Override
			public Object create() {
				return ledger;
			}

			@Override
			public void destroy(Object ended) {
			}

		};
	}

	private void obey(String order, String argument) {
		switch (order) {
			case "slow" -> this.ledger.slowDown(Long.parseLong(argument));
			case "busy" -> beBusy();
			default -> this.ledger.recover();
		}
	}

	/** As many calls of its own as may run leave no room for those of others. */
	private void beBusy() {
		this.ledger.occupied();
		for (int i = 0; i < MAX_CONCURRENT; i++) {
			Thread thread = new Thread(() -> this.node.proxy(Ledger.class).occupy(), "fault-node-occupy");
			thread.setDaemon(true);
			thread.start();
		}
	}

}

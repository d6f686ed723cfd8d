package dev.mesh.service.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.call.LocalCalls;
import dev.mesh.rpc.resilience.CallSettings;
import dev.mesh.rpc.resilience.EjectionOptions;
import dev.mesh.rpc.resilience.LimitOptions;
import dev.mesh.rpc.resilience.RetryOptions;
import dev.mesh.rpc.resilience.ServiceCalls;
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
 * A process that hosts a {@link Ledger}, and does it badly when told to on its standard
 * input: {@code slow MILLIS}, {@code busy}, {@code well}.
 */
final class FaultNode implements Ledger {

	/** As many as a caller of the tests has threads: only one that is busy refuses. */
	static final int MAX_CONCURRENT = 32;

	private final Path runs;

	private volatile long slowMillis;

	private volatile CountDownLatch well = new CountDownLatch(0);

	private FaultNode(Path runs) {
		this.runs = runs;
	}

	public static void main(String[] args) throws IOException {
		FaultNode ledger = new FaultNode(Path.of(args[2]));
		List<HostPort> peers = Arrays.stream(args[3].split(",")).map(HostPort::parse).toList();
		MeshNode node = MeshNode.of(spec(args[0], Integer.parseInt(args[1]), peers, ledger, CallObserver.NONE));
		Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "fault-node-stop"));
		node.start();
		ledger.obey(node);
		// Who gave the orders is gone.
		System.exit(0);
	}

	static NodeSpec spec(String name, int port, List<HostPort> peers, @Nullable Ledger ledger, CallObserver observer) {
		ClusterOptions cluster = new ClusterOptions("faults", name, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
				"127.0.0.1", port, new Discovery.StaticPeers(peers), Duration.ofSeconds(2));
		ServiceCalls calls = new ServiceCalls(CallSettings.NONE,
				Map.of("read", new CallSettings(null, null, null, true, null)), RetryOptions.DEFAULTS,
				EjectionOptions.DEFAULTS, new LimitOptions(MAX_CONCURRENT, true, Duration.ZERO));
		List<ServiceDefinition> services = (ledger != null)
				? List.of(new ServiceDefinition(ServiceSpec.of(new ServiceId("ledger", "1"), Replicas.parse("all")),
						Ledger.class, source(ledger)))
				: List.of();
		return new NodeSpec(cluster, RpcOptions.defaults(), TransportSecurity.none(), Duration.ofMillis(500), null,
				Duration.ofSeconds(10), PlacementOptions.DEFAULTS, LocalCalls.DIRECT, Selectors.defaults(), observer,
				RouteSettings.NONE, services, services.isEmpty() ? Map.of("ledger", Ledger.class) : Map.of(),
				Map.of("ledger", calls), FaultNode.class.getClassLoader());
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

	private void obey(MeshNode node) throws IOException {
		BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String order;
		while ((order = orders.readLine()) != null) {
			String[] words = order.split(" ", 2);
			switch (words[0]) {
				case "slow" -> this.slowMillis = Long.parseLong(words[1]);
				case "busy" -> beBusy(node);
				default -> {
					this.slowMillis = 0;
					this.well.countDown();
				}
			}
			System.out.println("done " + order);
		}
	}

	/** As many calls of its own as may run leave no room for those of others. */
	private void beBusy(MeshNode node) {
		this.well = new CountDownLatch(1);
		for (int i = 0; i < MAX_CONCURRENT; i++) {
			Thread thread = new Thread(() -> node.proxy(Ledger.class).occupy(), "fault-node-occupy");
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public String read(String id) {
		return run("read", id);
	}

	@Override
	public String write(String id) {
		return run("write", id);
	}

	@Override
	public String writeFor(String account, String id) {
		return run("write", id);
	}

	@Override
	public void occupy() {
		try {
			this.well.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String run(String what, String id) {
		try {
			Files.writeString(this.runs, what + " " + id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			if (this.slowMillis > 0) {
				new CountDownLatch(1).await(this.slowMillis, TimeUnit.MILLISECONDS);
			}
			return id;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

}

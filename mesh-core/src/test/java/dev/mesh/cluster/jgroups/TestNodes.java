package dev.mesh.cluster.jgroups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;

/**
 * Makes nodes for tests and stops them afterwards.
 */
final class TestNodes implements AutoCloseable {

	static final String CLUSTER = "test";

	static final HostPort RPC = new HostPort("127.0.0.1", 9999);

	static final Duration PATIENCE = Duration.ofSeconds(60);

	static final Duration FAILURE_TIMEOUT = Duration.ofMillis(800);

	private final AtomicLong stamps = new AtomicLong(1000);

	private final List<JGroupsCluster> nodes = new ArrayList<>();

	private final InProcessNetwork network = new InProcessNetwork();

	InProcessNetwork network() {
		return this.network;
	}

	JGroupsCluster start(String name) {
		JGroupsCluster node = create(name);
		node.start(RPC, Map.of("Pricing", 42L));
		return node;
	}

	JGroupsCluster create(String name) {
		return create(options(name, 0, List.of(), FAILURE_TIMEOUT), this.network);
	}

	JGroupsCluster create(ClusterOptions options, ClusterTransport transport) {
		JGroupsCluster node = new JGroupsCluster(id(), options, transport, this.stamps::incrementAndGet);
		this.nodes.add(node);
		return node;
	}

	/** Start a node that listens on a real port of the loopback interface. */
	JGroupsCluster startTcp(String name, int port, Discovery discovery) {
		return startTcp(options(name, "127.0.0.1", port, discovery, FAILURE_TIMEOUT),
				new TcpTransport(TransportSecurity.none(), new RefusalLog(System::nanoTime)));
	}

	JGroupsCluster startTcp(ClusterOptions options, TcpTransport transport) {
		JGroupsCluster node = create(options, transport);
		node.start(RPC, Map.of());
		return node;
	}

	static NodeId id() {
		return new NodeId(new Random(ThreadLocalRandom.current().nextLong()).nextLong());
	}

	static ClusterOptions options(String name, int port, List<HostPort> peers, Duration failureTimeout) {
		return options(name, "127.0.0.1", port, new Discovery.StaticPeers(peers), failureTimeout);
	}

	static ClusterOptions options(String name, String bindAddress, int port, Discovery discovery,
			Duration failureTimeout) {
		return new ClusterOptions(CLUSTER, name, "zone-1", "region-1", Map.of("disk", "ssd"), Set.of("edge"), 8,
				Role.MEMBER, bindAddress, port, discovery, failureTimeout);
	}

	static List<String> names(View view) {
		return view.members().stream().map(Node::name).toList();
	}

	static View awaitMembers(JGroupsCluster node, String... names) throws Exception {
		return node.awaitView((view) -> names(view).size() == names.length && names(view).containsAll(List.of(names)),
				PATIENCE);
	}

	@Override
	public void close() {
		each(JGroupsCluster::kill);
		each(JGroupsCluster::close);
	}

	private void each(Consumer<JGroupsCluster> action) {
		this.nodes.forEach(action);
	}

}

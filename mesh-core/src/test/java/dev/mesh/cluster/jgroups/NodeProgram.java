package dev.mesh.cluster.jgroups;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.NodeId;
import dev.mesh.security.JoinToken;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;

/**
 * A node in a process of its own. Tells on standard output what it sees, and stops when
 * its standard input ends. Arguments: name, port, peers. The join token, if any, is the
 * system property {@value #TOKEN}.
 */
final class NodeProgram {

	static final String TOKEN = "mesh.test.token";

	private NodeProgram() {
	}

	public static void main(String[] args) throws Exception {
		NodeId id = TestNodes.id();
		HybridLogicalClock clock = new HybridLogicalClock(id.value());
		List<HostPort> peers = Arrays.stream(args).skip(2).map(HostPort::parse).toList();
		try (JGroupsCluster node = new JGroupsCluster(id,
				TestNodes.options(args[0], Integer.parseInt(args[1]), peers, Duration.ofSeconds(2)),
				new TcpTransport(security(args[0]), new RefusalLog(System::nanoTime)), clock::now)) {
			node.views()
				.watch((view) -> say("VIEW " + view.number() + " " + view.epoch() + " "
						+ String.join(",", TestNodes.names(view).stream().sorted().toList())));
			node.status().watch((status) -> say("STATUS " + status));
			node.start(TestNodes.RPC, Map.of());
			say("STARTED");
			while (System.in.read() >= 0) {
				say("READ");
			}
		}
	}

	private static TransportSecurity security(String name) {
		String token = System.getProperty(TOKEN);
		return (token != null) ? TransportSecurity.fromToken(JoinToken.of(token), TestNodes.CLUSTER, name)
				: TransportSecurity.none();
	}

	private static synchronized void say(String event) {
		System.out.println("EVENT " + System.currentTimeMillis() + " " + event);
	}

}

package dev.mesh.demo.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/**
 * Several nodes of the demo as real processes of the packaged jar, on free ports of the
 * loopback, with a database and logs of their own under {@code target/clusters}.
 */
final class DemoCluster implements AutoCloseable {

	/**
	 * The token of the cluster.
	 */
	static final String TOKEN = "correct-horse-battery-staple";

	private final Path folder;

	private final List<Integer> ports;

	private final List<DemoNode> nodes;

	private final List<DemoNode> strangers = new ArrayList<>();

	/** For a test run that is ended before it can close what it started. */
	private final Thread lastResort = new Thread(this::endAll, "demo-cluster-end");

	private DemoCluster(Path folder, List<Integer> ports, IntFunction<List<String>> arguments) {
		this.folder = folder;
		this.ports = ports;
		int size = ports.size() / 2;
		this.nodes = IntStream.range(0, size)
			.mapToObj((i) -> node("node-" + (i + 1), ports.get(i), ports.get(size + i), peers(), arguments.apply(i)))
			.toList();
		Runtime.getRuntime().addShutdownHook(this.lastResort);
	}

	/**
	 * Start nodes that form one cluster, and wait until all are ready and know each
	 * other.
	 * @param size how many
	 * @return the cluster
	 */
	static DemoCluster start(int size) {
		return startJoined(create(size, (index) -> List.of("--mesh.token=" + TOKEN)));
	}

	/**
	 * Start nodes in several zones that form one cluster.
	 * @param size how many nodes
	 * @param zones how many zones: the nodes are in each in turn
	 * @param arguments arguments of every node
	 * @return the cluster
	 */
	static DemoCluster start(int size, int zones, List<String> arguments) {
		return startJoined(create(size, (index) -> {
			List<String> all = new ArrayList<>(arguments);
			all.add("--mesh.token=" + TOKEN);
			all.add("--mesh.node.zone=zone-" + (1 + index % zones));
			return all;
		}));
	}

	private static DemoCluster startJoined(DemoCluster cluster) {
		cluster.startAll();
		cluster.awaitMembers(cluster.nodes, cluster.names());
		return cluster;
	}

	/**
	 * Start plain monoliths that share nothing but the database.
	 * @param size how many
	 * @return the monoliths
	 */
	static DemoCluster startMonoliths(int size) {
		DemoCluster cluster = create(size, (index) -> List.of("--mesh.enabled=false"));
		cluster.startAll();
		return cluster;
	}

	private static DemoCluster create(int size, IntFunction<List<String>> arguments) {
		try {
			Path folder = Path.of("target", "clusters", UUID.randomUUID().toString());
			Files.createDirectories(folder);
			return new DemoCluster(folder, freePorts(size * 2), arguments);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a node.
	 * @param number 1 for the first
	 * @return the node
	 */
	DemoNode node(int number) {
		return this.nodes.get(number - 1);
	}

	List<DemoNode> nodes() {
		return this.nodes;
	}

	List<DemoNode> allBut(DemoNode node) {
		return this.nodes.stream().filter((other) -> other != node).toList();
	}

	List<String> names() {
		return this.nodes.stream().map(DemoNode::name).toList();
	}

	DemoNode named(String name) {
		return this.nodes.stream().filter((node) -> node.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Make a node that tries to join this cluster in its own way.
	 * @param name its name
	 * @param peer the only node it knows
	 * @param arguments its arguments besides name, ports, peers and database
	 * @return the node, not started
	 */
	DemoNode stranger(String name, DemoNode peer, String... arguments) {
		List<Integer> own = freePorts(2);
		DemoNode stranger = node(name, own.get(0), own.get(1), "127.0.0.1:" + peer.clusterPort(), List.of(arguments));
		this.strangers.add(stranger);
		return stranger;
	}

	/**
	 * Wait until each of some nodes knows exactly these members.
	 * @param observers who must know
	 * @param names the members
	 */
	void awaitMembers(List<DemoNode> observers, List<String> names) {
		Awaitility.await("all know " + names)
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(UncheckedIOException.class)
			.until(() -> observers.stream().allMatch((node) -> node.members().equals(names)));
	}

	/**
	 * Start what is down and wait until the cluster is whole, whatever a test left.
	 */
	void heal() {
		// One that is still handing over is alive, but not for long.
		this.nodes.forEach(DemoNode::awaitEndIfAsked);
		List<DemoNode> down = this.nodes.stream().filter((node) -> !node.isAlive()).toList();
		this.nodes.stream().filter(DemoNode::isAlive).forEach(DemoNode::resume);
		down.forEach(DemoNode::start);
		down.forEach(DemoNode::awaitReady);
		awaitMembers(this.nodes, names());
	}

	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.lastResort);
		endAll();
	}

	private void endAll() {
		this.strangers.forEach(DemoNode::close);
		this.nodes.forEach(DemoNode::close);
	}

	private void startAll() {
		try {
			this.nodes.forEach(DemoNode::start);
			this.nodes.forEach(DemoNode::awaitReady);
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private DemoNode node(String name, int httpPort, int clusterPort, String peers, List<String> own) {
		List<String> arguments = new ArrayList<>(own);
		arguments.add("--mesh.peers=" + peers);
		arguments.add("--boutique.database-file=" + this.folder.resolve("boutique.db"));
		return new DemoNode(name, httpPort, clusterPort, this.folder, arguments);
	}

	private String peers() {
		return this.ports.subList(this.ports.size() / 2, this.ports.size())
			.stream()
			.map((port) -> "127.0.0.1:" + port)
			.collect(Collectors.joining(","));
	}

	// All are held open until the last is known, so that none comes twice.
	private static List<Integer> freePorts(int count) {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
			for (ServerSocket socket : sockets) {
				socket.close();
			}
			return ports;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

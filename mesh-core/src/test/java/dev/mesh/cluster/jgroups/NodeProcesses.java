package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The processes of one test; closing ends them all.
 */
final class NodeProcesses implements AutoCloseable {

	private static final List<String> NAMES = List.of("a", "b", "c");

	private final @Nullable String token;

	private final List<NodeProcess> running = new ArrayList<>();

	private List<Integer> ports = List.of();

	NodeProcesses(@Nullable String token) {
		this.token = token;
	}

	@Nullable String token() {
		return this.token;
	}

	List<NodeProcess> running() {
		return this.running;
	}

	/** Start a, b and c at once; each knows the ports of all. */
	void startThree() throws IOException {
		this.ports = freePorts(NAMES.size());
		for (int i = 0; i < NAMES.size(); i++) {
			start(NAMES.get(i), this.ports.get(i));
		}
	}

	NodeProcess start(String name, int port) throws IOException {
		return start(name, port, this.ports, this.token);
	}

	NodeProcess start(String name, int port, List<Integer> peers, @Nullable String with) throws IOException {
		NodeProcess node = new NodeProcess(name, port, peers, with);
		this.running.add(node);
		return node;
	}

	/** Wait until all that run have published a view of exactly themselves. */
	long awaitOneView(long from) {
		String names = this.running.stream().map(NodeProcess::name).sorted().collect(Collectors.joining(","));
		return this.running.stream().mapToLong((node) -> node.awaitMembers(from, names)).max().orElseThrow();
	}

	static int freePort() throws IOException {
		return freePorts(1).get(0);
	}

	static List<Integer> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
		}
		List<Integer> ports = IntStream.range(0, count).map((i) -> sockets.get(i).getLocalPort()).boxed().toList();
		for (ServerSocket socket : sockets) {
			socket.close();
		}
		return ports;
	}

	@Override
	public void close() {
		this.running.forEach(NodeProcess::close);
		this.running.clear();
	}

}

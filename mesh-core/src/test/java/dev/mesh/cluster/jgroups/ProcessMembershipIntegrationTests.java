package dev.mesh.cluster.jgroups;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes in processes of their own, killed and stopped for real. The bounds are what is
 * promised with the default failure timeout; what was measured is printed.
 */
class ProcessMembershipIntegrationTests {

	private static final int TRIES = Integer.getInteger("mesh.test.tries", 3);

	private final List<NodeProcess> nodes = new ArrayList<>();

	@AfterEach
	void endProcesses() {
		this.nodes.forEach(NodeProcess::close);
	}

	@Test
	void threeNodesStartedAtOnceFormOneView() throws Exception {
		for (int i = 0; i < TRIES; i++) {
			startThree();
			long started = this.nodes.stream()
				.mapToLong((node) -> node.await(0, (event) -> event.equals("STARTED")))
				.max()
				.orElseThrow();
			long formed = awaitAll(0, "a,b,c");
			System.out.printf("three at once: one view %d ms after the last start returned%n", formed - started);
			assertThat(formed - started).isLessThan(3000);
			endProcesses();
			this.nodes.clear();
		}
	}

	@Test
	void killedNodeIsOutOfTheViewWithinASecond() throws Exception {
		for (int victim = 0; victim < 3; victim++) {
			startThree();
			awaitAll(0, "a,b,c");
			long killed = System.currentTimeMillis();
			this.nodes.remove(victim).signal("KILL");
			long gone = awaitAll(killed, new String[] { "b,c", "a,c", "a,b" }[victim]);
			System.out.printf("kill -9: out of all views after %d ms%n", gone - killed);
			assertThat(gone - killed).isLessThan(1000);
			endProcesses();
			this.nodes.clear();
		}
	}

	@Test
	void hungNodeIsOutWithinThreeSecondsAndBackByItself() throws Exception {
		for (int victim = 0; victim < 3; victim++) {
			startThree();
			awaitAll(0, "a,b,c");
			NodeProcess hung = this.nodes.remove(victim);
			long stopped = System.currentTimeMillis();
			hung.signal("STOP");
			long gone = awaitAll(stopped, new String[] { "b,c", "a,c", "a,b" }[victim]);
			System.out.printf("SIGSTOP: out of all views after %d ms%n", gone - stopped);
			long resumed = System.currentTimeMillis();
			hung.signal("CONT");
			long excluded = hung.await(resumed, (event) -> event.equals("STATUS EXCLUDED"));
			this.nodes.add(hung);
			long back = awaitAll(resumed, "a,b,c");
			System.out.printf("SIGCONT: knows itself excluded after %d ms, member of all views after %d ms%n",
					excluded - resumed, back - resumed);
			assertThat(gone - stopped).isLessThan(3000);
			assertThat(back - resumed).isLessThan(10000);
			endProcesses();
			this.nodes.clear();
		}
	}

	@Test
	void stoppedNodeLeavesAtOnceAndComesBackOnItsPort() throws Exception {
		List<Integer> ports = startThree();
		awaitAll(0, "a,b,c");
		NodeProcess leaving = this.nodes.remove(0);
		long asked = System.currentTimeMillis();
		leaving.stop();
		long gone = awaitAll(asked, "b,c");
		System.out.printf("stop: out of all views after %d ms%n", gone - asked);
		long restarted = System.currentTimeMillis();
		start("a", ports.get(0), ports);
		awaitAll(restarted, "a,b,c");
	}

	private long awaitAll(long from, String names) {
		return this.nodes.stream().mapToLong((node) -> node.awaitMembers(from, names)).max().orElseThrow();
	}

	private List<Integer> startThree() throws Exception {
		List<Integer> ports = freePorts(3);
		for (int i = 0; i < 3; i++) {
			start(List.of("a", "b", "c").get(i), ports.get(i), ports);
		}
		return ports;
	}

	private void start(String name, int port, List<Integer> ports) throws Exception {
		this.nodes.add(new NodeProcess(name, port, ports.stream().map((peer) -> "127.0.0.1:" + peer).toList()));
	}

	private static List<Integer> freePorts(int count) throws Exception {
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

}

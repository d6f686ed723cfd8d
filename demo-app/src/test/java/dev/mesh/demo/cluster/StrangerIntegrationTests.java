package dev.mesh.demo.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest
class StrangerIntegrationTests {

	private static final int GARBAGE = 10 * 1024 * 1024;

	private static final int ROUNDS = 5;

	private static final long LEAST_LEAK = 48L * 1024 * 1024;

	/**
	 * A node says no more than once a minute whom it refused: each stranger goes to
	 * another.
	 */
	@Test
	void aNodeWithAWrongTokenStaysOutside(DemoCluster cluster) {
		DemoNode peer = cluster.node(1);
		assertStaysOutside(cluster, peer, cluster.stranger("stranger", peer, "--mesh.token=wrong-horse-battery-staple"),
				"the token, certificate or cluster name differs");
	}

	@Test
	void aNodeWithoutATokenStaysOutside(DemoCluster cluster) {
		DemoNode peer = cluster.node(2);
		assertStaysOutside(cluster, peer, cluster.stranger("tokenless", peer), "this node has no join token");
	}

	@Test
	void garbageOnTheClusterPortChangesNothing(DemoCluster cluster) throws IOException {
		assertGarbageIsHarmless(cluster, cluster.node(3), cluster.node(3).clusterPort());
	}

	@Test
	void garbageOnTheRpcPortChangesNothing(DemoCluster cluster) throws IOException {
		String address = cluster.node(3).mesh().path("node").path("rpcAddress").asString();
		assertGarbageIsHarmless(cluster, cluster.node(3),
				Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
	}

	private static void assertStaysOutside(DemoCluster cluster, DemoNode peer, DemoNode stranger, String reason) {
		List<JsonNode> views = views(cluster);
		int logged = peer.log().length();
		stranger.start();
		assertThat(stranger.awaitEnd(Duration.ofMinutes(3))).isTrue();
		assertThat(stranger.log().lines()).anyMatch((line) -> line.contains("No peer let this node in.")
				&& line.contains("127.0.0.1:" + peer.clusterPort() + " refused it") && line.contains(reason));
		assertThat(stranger.log()).doesNotContain("Tomcat started");
		Awaitility.await("the cluster names the stranger's address")
			.until(() -> peer.log().substring(logged).lines().anyMatch((line) -> line.contains("refused 127.0.0.1: ")));
		assertThat(views(cluster)).isEqualTo(views);
	}

	private static List<JsonNode> views(DemoCluster cluster) {
		return cluster.nodes().stream().map((node) -> node.mesh().path("view")).toList();
	}

	private static void assertGarbageIsHarmless(DemoCluster cluster, DemoNode node, int port) throws IOException {
		List<JsonNode> views = views(cluster);
		byte[] garbage = new byte[GARBAGE];
		new Random(42).nextBytes(garbage);
		long before = node.residentBytes();
		for (int i = 0; i < ROUNDS; i++) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				socket.setSoTimeout(30_000);
				assertThat(isClosedWhileSending(socket, garbage)).isTrue();
			}
		}
		assertThat(node.residentBytes() - before).isLessThan(LEAST_LEAK);
		assertThat(views(cluster)).isEqualTo(views);
		assertThat(node.get("/api/products").statusCode()).isEqualTo(200);
	}

	private static boolean isClosedWhileSending(Socket socket, byte[] garbage) throws IOException {
		try {
			OutputStream out = socket.getOutputStream();
			out.write(garbage);
			out.flush();
			while (socket.getInputStream().read() >= 0) {
				// What comes before the end, such as a TLS alert, is of no interest.
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

}

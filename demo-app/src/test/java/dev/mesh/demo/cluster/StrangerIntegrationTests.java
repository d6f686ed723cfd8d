package dev.mesh.demo.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangerIntegrationTests {

	private static final int GARBAGE = 10 * 1024 * 1024;

	private static final Duration ATTEMPTS = Duration.ofSeconds(15);

	private DemoCluster cluster;

	@BeforeAll
	void start() {
		this.cluster = DemoCluster.start(2);
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@Test
	void aNodeWithAWrongTokenStaysOutside() {
		assertStaysOutside(this.cluster.stranger("stranger", "--mesh.token=wrong-horse-battery-staple"));
	}

	@Test
	void aNodeWithoutATokenStaysOutside() {
		assertStaysOutside(this.cluster.stranger("tokenless"));
	}

	@Test
	void garbageOnTheClusterPortChangesNothing() throws IOException {
		assertGarbageIsHarmless(this.cluster.node(1).clusterPort());
	}

	@Test
	void garbageOnTheRpcPortChangesNothing() throws IOException {
		String address = this.cluster.node(1).mesh().path("node").path("rpcAddress").asString();
		assertGarbageIsHarmless(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
	}

	private void assertStaysOutside(DemoNode stranger) {
		JsonNode view = this.cluster.node(1).mesh().path("view");
		stranger.start();
		Awaitility.await("the stranger says why")
			.atMost(Duration.ofMinutes(1))
			.until(() -> stranger.log().lines().anyMatch((line) -> line.contains("token")));
		Awaitility.await("the cluster names the stranger's address")
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.cluster.nodes()
				.stream()
				.flatMap((node) -> node.log().lines())
				.anyMatch((line) -> line.contains("127.0.0.1") && line.contains("refused")));
		Awaitility.await("the view stands")
			.during(ATTEMPTS)
			.atMost(ATTEMPTS.plusSeconds(10))
			.until(() -> this.cluster.nodes()
				.stream()
				.allMatch((node) -> node.members().equals(this.cluster.names())
						&& node.mesh().path("view").path("coordinator").equals(view.path("coordinator"))));
		stranger.close();
	}

	private void assertGarbageIsHarmless(int port) throws IOException {
		byte[] garbage = new byte[GARBAGE];
		new Random(42).nextBytes(garbage);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(30_000);
			assertThat(isClosedWhileSending(socket, garbage)).isTrue();
		}
		assertThat(this.cluster.node(1).members()).isEqualTo(this.cluster.names());
		assertThat(this.cluster.node(1).get("/api/products").statusCode()).isEqualTo(200);
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

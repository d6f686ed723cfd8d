package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes that find each other in each of the ways there are, over real sockets.
 */
class DiscoveryIntegrationTests {

	private final TestNodes nodes = new TestNodes();

	private Path folder = Path.of("target");

	@BeforeEach
	void makeFolder() throws IOException {
		this.folder = Files.createTempDirectory(Path.of("target"), "discovery");
	}

	@AfterEach
	void stopNodes() {
		this.nodes.close();
	}

	@Test
	void peersThatAreNotUpYetAreFoundWhenTheyCome() throws Exception {
		List<Integer> ports = NodeProcesses.freePorts(2);
		List<HostPort> peers = ports.stream().map((port) -> new HostPort("localhost", port)).toList();
		JGroupsCluster early = this.nodes.startTcp("early", ports.get(0), new Discovery.StaticPeers(peers));
		assertThat(TestNodes.names(early.view())).containsExactly("early");
		JGroupsCluster late = this.nodes.startTcp("late", ports.get(1), new Discovery.StaticPeers(List.of()));
		TestNodes.awaitMembers(late, "early", "late");
		TestNodes.awaitMembers(early, "early", "late");
	}

	@Test
	void nodesMeetInAMulticastGroup() throws Exception {
		Discovery group = new Discovery.Multicast("228.8.8.8", NodeProcesses.freePort());
		assumeThat(loopbackCarriesMulticast()).as("the loopback interface carries multicast").isTrue();
		meet(group, 0, 0, 0);
	}

	private static boolean loopbackCarriesMulticast() throws IOException {
		InetSocketAddress group = new InetSocketAddress("228.8.8.9", NodeProcesses.freePort());
		NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
		try (MulticastSocket socket = new MulticastSocket(group.getPort())) {
			socket.setNetworkInterface(loopback);
			socket.joinGroup(group, loopback);
			socket.setSoTimeout(2000);
			socket.send(new DatagramPacket(new byte[1], 1, group));
			socket.receive(new DatagramPacket(new byte[1], 1));
			return true;
		}
		catch (IOException ex) {
			System.out.println("no multicast on loopback: " + ex);
			return false;
		}
	}

	@Test
	void nodesMeetThroughAName() throws Exception {
		int port = NodeProcesses.freePort();
		meet(new Discovery.Dns("localhost", port), port, 0, 0);
	}

	@Test
	void aNameThatDoesNotResolveLeavesTheNodeAloneUntilItDoes() {
		JGroupsCluster alone = this.nodes.startTcp("a", 0, new Discovery.Dns("nowhere.invalid", 7800));
		assertThat(TestNodes.names(alone.view())).containsExactly("a");
	}

	@Test
	void nodesMeetThroughADatabaseAndLeaveNothingInIt() throws Exception {
		SQLiteDataSource database = new SQLiteDataSource();
		database.setUrl("jdbc:sqlite:" + this.folder.resolve("discovery.db"));
		database.getConfig().setBusyTimeout(5000);
		List<JGroupsCluster> met = meet(new Discovery.Jdbc(database), 0, 0, 0);
		await().atMost(TestNodes.PATIENCE).untilAsserted(() -> assertThat(registered(database)).contains("a"));
		met.get(0).kill();
		TestNodes.awaitMembers(met.get(1), "b", "c");
		await().atMost(TestNodes.PATIENCE).untilAsserted(() -> assertThat(registered(database)).doesNotContain("a"));
		met.get(1).stop();
		met.get(2).stop();
		assertThat(registered(database)).isEmpty();
	}

	private static List<String> registered(DataSource database) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Connection connection = database.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT name FROM jgroups")) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		return names;
	}

	@Test
	void nodesMeetThroughASharedFolderAndLeaveNothingInIt() throws Exception {
		List<JGroupsCluster> met = meet(new Discovery.SharedFile(this.folder), 0, 0, 0);
		assertThat(this.folder).isNotEmptyDirectory();
		met.forEach(JGroupsCluster::stop);
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.filter(Files::isRegularFile)).isEmpty();
		}
	}

	@Test
	void aFolderThatAnybodyCanWriteToIsRefused() throws IOException {
		assertRefused(new Discovery.SharedFile(Path.of(System.getProperty("java.io.tmpdir"))),
				"anybody can write to it");
		Set<PosixFilePermission> all = PosixFilePermissions.fromString("rwxrwxrwx");
		Path open = Files.setPosixFilePermissions(Files.createDirectory(this.folder.resolve("open")), all);
		assertRefused(new Discovery.SharedFile(open), "anybody can write to it");
	}

	@Test
	void aMissingFolderIsRefused() {
		assertRefused(new Discovery.SharedFile(this.folder.resolve("missing")), "there is no such folder");
	}

	@Test
	void aGroupThatIsNoMulticastAddressIsRefused() {
		assertRefused(new Discovery.Multicast("10.0.0.1", 7600), "that is no multicast address");
	}

	private void assertRefused(Discovery discovery, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.nodes.startTcp("a", 0, discovery))
			.withMessageContaining(reason);
	}

	private List<JGroupsCluster> meet(Discovery discovery, int... ports) throws Exception {
		List<JGroupsCluster> met = new ArrayList<>();
		for (int i = 0; i < ports.length; i++) {
			met.add(this.nodes.startTcp(List.of("a", "b", "c").get(i), ports[i], discovery));
		}
		for (JGroupsCluster node : met) {
			TestNodes.awaitMembers(node, "a", "b", "c");
		}
		return met;
	}

}

package dev.mesh.cluster.jgroups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.PeersRefusedException;
import dev.mesh.cluster.View;
import dev.mesh.security.JoinToken;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefusedNodeIntegrationTests {

	private static final String TOKEN = "the token of this cluster";

	private static final Duration FAILURE_TIMEOUT = Duration.ofMillis(800);

	private final List<JGroupsCluster> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(JGroupsCluster::kill);
		this.nodes.forEach(JGroupsCluster::close);
	}

	@ParameterizedTest(name = "peer with {0}, node with {1}")
	@CsvSource({ TOKEN + ", another token of somebody", TOKEN + ",", "," + TOKEN })
	void foundsNoClusterOfItsOwn(@Nullable String ofPeer, @Nullable String ofNode) {
		JGroupsCluster peer = start("a", ofPeer);
		View view = peer.view();
		JGroupsCluster refused = create("b", ofNode, peer);

		assertThatExceptionOfType(PeersRefusedException.class).isThrownBy(() -> start(refused))
			.withMessageContaining("peer " + peer.self().clusterAddress() + " refused it: ")
			.withMessageContaining("mesh.token");

		assertThat(refused.status().get()).isEqualTo(MembershipStatus.STOPPED);
		assertThat(peer.view()).isEqualTo(view);
	}

	@Test
	void joinsThePeersThatLetItInWhateverOthersSay() throws Exception {
		JGroupsCluster stranger = start("a", "another token of somebody");
		JGroupsCluster peer = start("b", TOKEN);
		JGroupsCluster node = create("c", TOKEN, stranger, peer);
		start(node);
		TestNodes.awaitMembers(node, "b", "c");
	}

	@Test
	void peersThatAreNotThereRefuseNobody() {
		JGroupsCluster gone = start("a", TOKEN);
		JGroupsCluster node = create("b", "another token of somebody", gone);
		gone.stop();
		start(node);
		assertThat(TestNodes.names(node.view())).containsExactly("b");
	}

	private JGroupsCluster start(String name, @Nullable String token) {
		JGroupsCluster node = create(name, token);
		start(node);
		return node;
	}

	private static void start(JGroupsCluster node) {
		node.start(TestNodes.RPC, Map.of());
	}

	private JGroupsCluster create(String name, @Nullable String token, JGroupsCluster... peers) {
		List<HostPort> addresses = Stream.of(peers).map((peer) -> peer.self().clusterAddress()).toList();
		TransportSecurity security = (token != null) ? TransportSecurity.fromToken(JoinToken.of(token), "test", name)
				: TransportSecurity.none();
		JGroupsCluster node = new JGroupsCluster(TestNodes.id(), TestNodes.options(name, 0, addresses, FAILURE_TIMEOUT),
				new TcpTransport(security, new RefusalLog(System::nanoTime)), System::nanoTime);
		this.nodes.add(node);
		return node;
	}

}

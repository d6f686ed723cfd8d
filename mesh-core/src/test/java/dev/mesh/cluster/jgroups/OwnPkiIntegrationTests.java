package dev.mesh.cluster.jgroups;

import java.util.List;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.PeersRefusedException;
import dev.mesh.cluster.View;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TestPki;
import dev.mesh.security.TransportSecurity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes that prove themselves with certificates of one's own authority.
 */
class OwnPkiIntegrationTests {

	private final TestNodes nodes = new TestNodes();

	private final RefusalLog refusals = new RefusalLog(System::nanoTime);

	@AfterEach
	void stopNodes() {
		this.nodes.close();
	}

	@Test
	void whoHasACertificateOfTheAuthorityJoins() throws Exception {
		TestPki authority = new TestPki();
		JGroupsCluster first = start("a", authority);
		JGroupsCluster second = start("b", authority, first);
		assertThat(TestNodes.awaitMembers(second, "a", "b")).isEqualTo(TestNodes.awaitMembers(first, "a", "b"));
		assertThat(this.refusals.refusals()).isZero();
	}

	@Test
	void whoHasACertificateOfAnotherAuthorityDoesNot() throws Exception {
		JGroupsCluster first = start("a", new TestPki());
		View before = first.view();
		assertThatExceptionOfType(PeersRefusedException.class)
			.isThrownBy(() -> start("stranger", new TestPki(), first));
		assertThat(this.refusals.refusals()).isPositive();
		assertThat(this.refusals.refusalsByPeers()).isPositive();
		assertThat(first.view()).isEqualTo(before);
	}

	private JGroupsCluster start(String name, TestPki authority, JGroupsCluster... peers) throws Exception {
		TransportSecurity security = TransportSecurity.mutualTls(authority.context());
		List<HostPort> addresses = List.of(peers).stream().map((peer) -> peer.self().clusterAddress()).toList();
		return this.nodes.startTcp(TestNodes.options(name, 0, addresses, TestNodes.FAILURE_TIMEOUT),
				new TcpTransport(security, this.refusals));
	}

}

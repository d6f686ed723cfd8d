package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.util.List;

import dev.mesh.cluster.Discovery;
import dev.mesh.cluster.ReachableAddress;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jgroups.protocols.TP;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link TcpTransport}.
 */
class TcpTransportTests {

	@Test
	void whoListensOnAllAddressesAnnouncesOne() throws IOException {
		TP protocol = protocol("0.0.0.0");
		assertThat(protocol.getBindAddress().isAnyLocalAddress()).isTrue();
		assertThat(protocol.getExternalAddr()).isEqualTo(ReachableAddress.of("0.0.0.0"));
	}

	@Test
	void whoListensOnOneAnnouncesIt() throws IOException {
		assertThat(protocol("127.0.0.1").getExternalAddr()).isEqualTo(ReachableAddress.of("127.0.0.1"));
	}

	@Test
	void aNameThatDoesNotResolveIsNamedWithItsProperty() {
		assertThatIOException().isThrownBy(() -> protocol("nowhere.invalid"))
			.withMessageContaining("'mesh.bind-address' is 'nowhere.invalid'");
	}

	private static TP protocol(String bindAddress) throws IOException {
		TcpTransport transport = new TcpTransport(TransportSecurity.none(), new RefusalLog(System::nanoTime));
		return transport.protocol(
				TestNodes.options("a", bindAddress, 0, new Discovery.StaticPeers(List.of()), TestNodes.FAILURE_TIMEOUT),
				null);
	}

}

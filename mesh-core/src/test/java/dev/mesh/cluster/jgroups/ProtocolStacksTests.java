package dev.mesh.cluster.jgroups;

import java.util.List;
import java.util.stream.Stream;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jgroups.JChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolStacksTests {

	static Stream<ClusterTransport> transports() {
		return Stream.of(new TcpTransport(TransportSecurity.none(), new RefusalLog(System::nanoTime)),
				new InProcessNetwork());
	}

	/** The channel puts the protocols' defaults in place, which must not be of ours. */
	@ParameterizedTest
	@MethodSource("transports")
	void signsOfLifeAreTakenAtOnce(ClusterTransport transport) throws Exception {
		ClusterOptions options = TestNodes.options("a", "127.0.0.1", 0, new Discovery.StaticPeers(List.of()),
				TestNodes.FAILURE_TIMEOUT);
		try (JChannel channel = new JChannel(ProtocolStacks.of(options, transport, new KnownPeers(List.of()), null))) {
			assertThat(channel.stack().getTransport().getMessageProcessingPolicy())
				.isInstanceOf(HeartbeatsAtOnce.class);
		}
	}

}

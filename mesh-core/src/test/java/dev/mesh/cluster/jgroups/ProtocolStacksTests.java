package dev.mesh.cluster.jgroups;

import java.util.List;
import java.util.stream.Stream;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.Discovery;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.stack.Protocol;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolStacksTests {

	private static JChannel channel(ClusterTransport transport) throws Exception {
		ClusterOptions options = TestNodes.options("a", "127.0.0.1", 0, new Discovery.StaticPeers(List.of()),
				TestNodes.FAILURE_TIMEOUT);
		return new JChannel(ProtocolStacks.of(options, transport, new KnownPeers(List.of()), null));
	}

	static Stream<ClusterTransport> transports() {
		return Stream.of(new TcpTransport(TransportSecurity.none(), new RefusalLog(System::nanoTime)),
				new InProcessNetwork());
	}

	/** The channel puts the protocols' defaults in place, which must not be of ours. */
	@ParameterizedTest
	@MethodSource("transports")
	void signsOfLifeAreTakenAtOnce(ClusterTransport transport) throws Exception {
		try (JChannel channel = channel(transport)) {
			assertThat(channel.stack().getTransport().getMessageProcessingPolicy())
				.isInstanceOf(HeartbeatsAtOnce.class);
		}
	}

	/** Members of earlier versions know JGroups' own. */
	@ParameterizedTest
	@MethodSource("transports")
	void ownProtocolsSpeakAsThoseTheyTakeThePlaceOf(ClusterTransport transport) throws Exception {
		try (JChannel channel = channel(transport)) {
			List<Short> ids = channel.stack().getProtocols().stream().map(Protocol::getId).toList();
			assertThat(ids).contains(ClassConfigurator.getProtocolId(FD_ALL3.class),
					ClassConfigurator.getProtocolId(MERGE3.class));
		}
	}

	@Test
	void theLargerTheGroupTheMoreRarelyItLooksForOthers() throws Exception {
		try (JChannel channel = channel(new InProcessNetwork())) {
			ScaledMerge merge = channel.stack().findProtocol(ScaledMerge.class);
			channel.connect("test");
			long most = TestNodes.FAILURE_TIMEOUT.toMillis() / 2;
			assertThat(merge.getMaxInterval()).isEqualTo(most);
			assertThat(merge.getMinInterval()).isEqualTo(most / 2);
			Address[] members = Stream.generate(Util::createRandomAddress).limit(100).toArray(Address[]::new);
			merge.down(new Event(Event.VIEW_CHANGE, View.create(members[0], 1, members)));
			assertThat(merge.getMaxInterval()).isEqualTo(most * 5);
			assertThat(merge.getMinInterval()).isEqualTo(most / 2 * 5);
		}
	}

}

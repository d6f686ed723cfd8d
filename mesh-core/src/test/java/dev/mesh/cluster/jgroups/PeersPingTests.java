package dev.mesh.cluster.jgroups;

import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.List;

import dev.mesh.cluster.HostPort;
import org.jgroups.Event;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.Responses;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PeersPingTests {

	private final Responses responses = new Responses(true);

	private static PeersPing ping(HostPort... peers) {
		PeersPing ping = new PeersPing(new KnownPeers(List.of(peers)));
		ping.setDownProtocol(new At7800());
		return ping;
	}

	@Test
	void whoKnowsNobodyWaitsForNobody() {
		ping().findMembers(List.of(), true, this.responses);
		assertThat(this.responses.isDone()).isTrue();
	}

	@Test
	void itselfIsNobodyToWaitFor() {
		ping(new HostPort("127.0.0.1", 7800)).findMembers(List.of(), true, this.responses);
		assertThat(this.responses.isDone()).isTrue();
	}

	/**
	 * What is below: a transport that listens on port 7800.
	 */
	private static final class At7800 extends Protocol {

		@Override
		public Object down(Event event) {
			try {
				return new IpAddress("127.0.0.1", 7800);
			}
			catch (UnknownHostException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}

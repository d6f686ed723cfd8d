package dev.mesh.cluster.jgroups;

import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.mesh.cluster.HostPort;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.Responses;
import org.jgroups.util.TimeScheduler;
import org.jgroups.util.TimeScheduler3;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PeersPingTests {

	private static final Address SELF = Util.createRandomAddress("self");

	private static final Address MEMBER = Util.createRandomAddress("member");

	private static final Map<Address, Integer> PORTS = Map.of(SELF, 7800, MEMBER, 7801);

	private final Responses responses = new Responses(true);

	private final TimeScheduler timer = new TimeScheduler3();

	@AfterEach
	void stopTimer() {
		this.timer.stop();
	}

	private final Below below = new Below();

	private PeersPing ping(HostPort... peers) {
		PeersPing ping = new PeersPing(new KnownPeers(List.of(peers)));
		ping.setDownProtocol(this.below);
		ping.addr(SELF);
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

	@Test
	void whoIsNoMemberIsAskedForItsGroupEachTimeAndAMemberNowAndThen() {
		PeersPing ping = pingWithTimer(new HostPort("127.0.0.1", 7801), new HostPort("127.0.0.1", 7802));
		ping.down(new Event(Event.VIEW_CHANGE, View.create(SELF, 1, SELF, MEMBER)));
		for (int i = 0; i < 16; i++) {
			ping.findMembers(null, false, this.responses);
		}
		await().untilAsserted(() -> assertThat(this.below.asked(7802)).isEqualTo(16));
		await().untilAsserted(() -> assertThat(this.below.asked(7801)).isEqualTo(2));
	}

	@Test
	void whoLooksForMembersToJoinAsksAllPeers() {
		PeersPing ping = pingWithTimer(new HostPort("127.0.0.1", 7801), new HostPort("127.0.0.1", 7802));
		ping.findMembers(null, true, this.responses);
		await().untilAsserted(() -> assertThat(this.below.asked(7802)).isEqualTo(1));
		await().untilAsserted(() -> assertThat(this.below.asked(7801)).isEqualTo(1));
	}

	private PeersPing pingWithTimer(HostPort... peers) {
		PeersPing ping = ping(peers);
		ping.setValue("timer", this.timer);
		return ping;
	}

	/**
	 * What is below: a transport that knows where members listen.
	 */
	private static final class Below extends Protocol {

		private final Queue<Address> asked = new ConcurrentLinkedQueue<>();

		long asked(int port) {
			return this.asked.stream().filter((peer) -> ((IpAddress) peer).getPort() == port).count();
		}

		@Override
		public @Nullable Object down(Event event) {
			if (event.getType() != Event.GET_PHYSICAL_ADDRESS) {
				return null;
			}
			try {
				Integer port = PORTS.get((Address) event.getArg());
				return new IpAddress("127.0.0.1", Objects.requireNonNull(port));
			}
			catch (UnknownHostException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public @Nullable Object down(Message question) {
			this.asked.add(question.getDest());
			return null;
		}

	}

}

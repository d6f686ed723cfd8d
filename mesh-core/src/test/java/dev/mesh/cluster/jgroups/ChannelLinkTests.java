package dev.mesh.cluster.jgroups;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.mesh.cluster.ClusterOptions;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.MembershipLoop;
import dev.mesh.cluster.membership.Receivers;
import dev.mesh.watch.WatchedValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelLinkTests {

	private static final int ROUNDS = 40;

	private final InProcessNetwork network = new InProcessNetwork();

	private final ClusterOptions options = TestNodes.options("one", 0, List.of(), TestNodes.FAILURE_TIMEOUT);

	/** One that stays would keep the process alive: its threads are no daemons. */
	@Test
	void noChannelOutlivesALinkThatIsKilledWhileItConnects() throws Exception {
		Set<Thread> before = transportThreads();
		for (int round = 0; round < ROUNDS; round++) {
			ChannelLink link = new ChannelLink(this.options, this.network, new KnownPeers(List.of()));
			CompletableFuture<Void> connected = CompletableFuture.runAsync(() -> connect(link));
			TimeUnit.MICROSECONDS.sleep(round * 500L);
			link.kill();
			assertThat(connected).succeedsWithin(TestNodes.PATIENCE);
			for (Thread left : transportThreads()) {
				if (!before.contains(left)) {
					left.join(TestNodes.PATIENCE.toMillis() / 6);
					assertThat(left.isAlive()).as("thread of a killed link lives, round %d", round).isFalse();
				}
			}
		}
	}

	private void connect(ChannelLink link) {
		try {
			link.connect(target(link));
		}
		catch (Exception ex) {
			assertThat(ex).as("a channel that is closed while it connects").hasMessageContaining("closed");
		}
	}

	private MembershipLoop target(ChannelLink link) {
		NodeId id = TestNodes.id();
		Node self = new Node(id, 1, "one", "", "", Map.of(), Set.of(), 1, this.options.role(),
				new HostPort("127.0.0.1", 1), TestNodes.RPC, Map.of());
		return new MembershipLoop(self, link, new WatchedValue<>(new View(0, 0, id, List.of())),
				new WatchedValue<>(MembershipStatus.JOINING), new Receivers(), () -> 1, Duration.ofSeconds(1),
				List.of());
	}

	private static Set<Thread> transportThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("pd-bundler"))
			.collect(Collectors.toSet());
	}

}

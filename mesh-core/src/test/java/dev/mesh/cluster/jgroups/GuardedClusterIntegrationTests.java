package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.mesh.security.JoinToken;
import dev.mesh.security.SelfCheck;
import dev.mesh.security.TransportSecurity;
import dev.mesh.security.UnprotectedPortException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class GuardedClusterIntegrationTests {

	private static final JoinToken TOKEN = JoinToken.of("a token of this test");

	enum Mode {

		PLAINTEXT, TOKEN;

		TransportSecurity security() {
			return (this == PLAINTEXT) ? TransportSecurity.none()
					: TransportSecurity.fromToken(GuardedClusterIntegrationTests.TOKEN, "guarded", "node");
		}

	}

	@BeforeAll
	static void refuseSerialization() {
		DeserializationFence.require();
	}

	@ParameterizedTest
	@EnumSource
	void nodesJoinAndTalkAndLeaveNoThreads(Mode mode) throws Exception {
		TransportSecurity security = mode.security();
		try (GuardedNode a = GuardedNode.start(security);
				GuardedNode b = GuardedNode.start(security, a);
				GuardedNode c = GuardedNode.start(security, a, b)) {
			GuardedNode.assertTalking(a, b, c);
			assertThat(Stream.of(a, b, c)).allMatch((node) -> node.refusals.refusals() == 0)
				.allMatch((node) -> node.refusals.refusalsByPeers() == 0);
		}
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("mesh-guard")));
	}

	@ParameterizedTest
	@EnumSource
	void aMemberIsStillHeardWhoseAddressBecameKnownJustAfterTheView(Mode mode) throws Exception {
		TransportSecurity security = mode.security();
		try (GuardedNode a = GuardedNode.start(security); GuardedNode b = GuardedNode.start(security, a)) {
			GuardedNode.assertTalking(a, b);
			a.retainNoAddress();
			GuardedNode.assertTalking(a, b);
			b.retainNoAddress();
			GuardedNode.assertTalking(a, b);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anInsidersHostileFramesBringNothingToLifeAndEndItsConnection(Mode mode) throws Exception {
		TransportSecurity security = mode.security();
		Map<String, byte[]> frames = HostileFrames.all();
		try (GuardedNode a = GuardedNode.start(security); GuardedNode b = GuardedNode.start(security, a)) {
			int alive = Probe.ALIVE.get();
			for (Map.Entry<String, byte[]> frame : frames.entrySet()) {
				try (Attacker attacker = Attacker.connect(a.address(), security)) {
					attacker.sayHello().send(HostileFrames.framed(frame.getValue()));
					assertThat(attacker.isClosedByPeer()).as(frame.getKey()).isTrue();
				}
			}
			try (Attacker attacker = Attacker.connect(a.address(), security)) {
				attacker.sayHello().send(HostileFrames.bytes((out) -> out.writeInt(Integer.MAX_VALUE)));
				assertThat(attacker.isClosedByPeer()).as("frame of two gigabytes").isTrue();
			}
			assertThat(Probe.ALIVE).hasValue(alive);
			assertThat(a.refusals.refusals()).isEqualTo(frames.size() + 1);
			GuardedNode.assertTalking(a, b);
		}
	}

	@ParameterizedTest
	@EnumSource
	void silentAndDrippingPeersDelayNobody(Mode mode) throws Exception {
		TransportSecurity security = mode.security();
		List<Attacker> attackers = new ArrayList<>();
		List<Future<?>> drips = new ArrayList<>();
		ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
		try (GuardedNode a = GuardedNode.start(security)) {
			for (int i = 0; i < 100; i++) {
				attackers.add(Attacker.connect(a.address()));
			}
			for (Attacker attacker : attackers.subList(50, 100)) {
				drips.add(drip(dripping, attacker));
			}
			try (GuardedNode b = GuardedNode.start(security, a)) {
				GuardedNode.assertTalking(a, b);
			}
			assertThat(attackers).allMatch(Attacker::isClosedByPeer);
			await().until(() -> drips.stream().allMatch(Future::isDone));
			assertThat(a.refusals.refusals()).isEqualTo(100);
		}
		finally {
			dripping.shutdownNow();
			for (Attacker attacker : attackers) {
				attacker.close();
			}
		}
	}

	/** One byte a second: far below any timeout per read, far too slow in all. */
	private static Future<?> drip(ScheduledExecutorService schedule, Attacker attacker) {
		Queue<Byte> header = new ConcurrentLinkedQueue<>(List.of((byte) 'b', (byte) 'e', (byte) 'l', (byte) 'a'));
		return schedule.scheduleAtFixedRate(() -> {
			try {
				attacker.send(new byte[] { header.remove() });
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, 0, 1, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void tenMegabytesOfRandomBytesAreCutOff(Mode mode) throws Exception {
		TransportSecurity security = mode.security();
		byte[] bytes = new byte[10 * 1024 * 1024];
		new Random(11).nextBytes(bytes);
		try (GuardedNode a = GuardedNode.start(security); GuardedNode b = GuardedNode.start(security, a)) {
			assertCutOff(a, bytes);
			GuardedNode.assertTalking(a, b);
			try (Attacker attacker = Attacker.connect(a.address(), security)) {
				attacker.sayHello();
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
					for (int i = 0; i < 100; i++) {
						attacker.send(bytes);
					}
				});
			}
			GuardedNode.assertTalking(a, b);
		}
	}

	private static void assertCutOff(GuardedNode node, byte[] bytes) throws IOException {
		try (Attacker attacker = Attacker.connect(node.address())) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				for (int i = 0; i < 100; i++) {
					attacker.send(bytes);
				}
			});
		}
		await().until(() -> node.refusals.refusals() > 0);
	}

	@Test
	void nodesWithAnotherTokenOrNoneOrNoPeerStayOutside() throws Exception {
		TransportSecurity other = TransportSecurity.fromToken(JoinToken.of("another token of this test"), "guarded",
				"other");
		try (GuardedNode a = GuardedNode.start(Mode.TOKEN.security());
				GuardedNode wrong = GuardedNode.start(other, a);
				GuardedNode none = GuardedNode.start(TransportSecurity.none(), a);
				GuardedNode towardsNone = GuardedNode.start(Mode.TOKEN.security(), none)) {
			await().until(() -> a.refusals.refusals() >= 2);
			await().until(() -> wrong.refusals.refusalsByPeers() > 0);
			await().until(() -> none.refusals.refusalsByPeers() > 0);
			await().until(() -> towardsNone.refusals.refusalsByPeers() > 0);
			assertThat(Stream.of(a, wrong, none, towardsNone)).allMatch((node) -> node.members() == 1);
		}
	}

	@Test
	void replayedBytesOfAGoodSessionAreRefused() throws Exception {
		TransportSecurity security = Mode.TOKEN.security();
		try (GuardedNode a = GuardedNode.start(security); Recorder recorder = new Recorder(a.address())) {
			try (Attacker good = Attacker.connect(recorder.address(), security)) {
				good.sayHello();
				await().atMost(Duration.ofSeconds(10)).until(() -> recorder.recorded().length > 500);
			}
			assertThat(a.refusals.refusals()).isZero();
			try (Attacker replay = Attacker.connect(a.address())) {
				replay.send(recorder.recorded());
				assertThat(replay.isClosedByPeer()).isTrue();
			}
			await().until(() -> a.refusals.refusals() == 1);
		}
	}

	@Test
	void aProtectedPortPassesTheSelfCheckQuietly() throws Exception {
		TransportSecurity security = Mode.TOKEN.security();
		try (GuardedNode a = GuardedNode.start(security)) {
			byte[] hello = ConnectHeader.of(a.address().getAddress(), a.address().getPort());
			assertThatNoException()
				.isThrownBy(() -> new SelfCheck(security, a.refusals).requireRefusal(a.address(), hello));
			assertThat(a.refusals.refusals()).isZero();
		}
	}

	@Test
	void anOpenPortFailsTheSelfCheck() throws Exception {
		try (GuardedNode a = GuardedNode.start(TransportSecurity.none())) {
			byte[] hello = ConnectHeader.of(a.address().getAddress(), a.address().getPort());
			assertThatExceptionOfType(UnprotectedPortException.class)
				.isThrownBy(() -> new SelfCheck(Mode.TOKEN.security(), a.refusals).requireRefusal(a.address(), hello));
		}
	}

	@Test
	void connectionsAreBounded() throws Exception {
		GuardOptions two = new GuardOptions(Duration.ofSeconds(3), 8, 8, 2, 8);
		try (GuardedNode a = GuardedNode.start(TransportSecurity.none(), two);
				Attacker first = Attacker.connect(a.address()).send(hello(1));
				Attacker second = Attacker.connect(a.address()).send(hello(2))) {
			await().until(() -> a.connections() == 2);
			try (Attacker third = Attacker.connect(a.address()).send(hello(3))) {
				assertThat(third.isClosedByPeer()).isTrue();
			}
			Stream.of(first, second).forEach(Attacker::hangUp);
			await().until(() -> a.connections() == 0);
			try (GuardedNode b = GuardedNode.start(TransportSecurity.none(), a)) {
				GuardedNode.assertTalking(a, b);
			}
		}
	}

	private static byte[] hello(int port) throws IOException {
		return ConnectHeader.of(InetAddress.getLoopbackAddress(), port);
	}

}

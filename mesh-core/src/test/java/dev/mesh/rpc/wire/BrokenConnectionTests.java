package dev.mesh.rpc.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.security.TransportSecurity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(LeakDetection.class)
class BrokenConnectionTests {

	private final TestNode a = new TestNode("a", 1, "shop", RpcTransportTests.options(1000, 100),
			TransportSecurity.none());

	private final TestNode b = new TestNode("b", 2);

	private final Proxy proxy;

	private final Node viaProxy;

	BrokenConnectionTests() throws IOException {
		this.proxy = new Proxy(this.b.self.rpcAddress());
		this.viaProxy = this.b.at(this.proxy.address());
	}

	@BeforeEach
	void meet() {
		TestNode.meet(this.a, this.b);
	}

	@AfterEach
	void stopNodes() throws IOException {
		this.proxy.close();
		this.a.close();
		this.b.close();
	}

	@Test
	void connectionCutMidFlightLeavesTheOutcomeUnknownAndCancelsTheCallee() throws Exception {
		Outcome outcome = this.a.callIdempotent(this.viaProxy, TestNode.HOLD, new byte[1]);
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(true));
		this.proxy.cut();
		assertThat(outcome.await().kind()).isEqualTo("unknown");
		await().untilTrue(cancelled);
		request.succeed((out) -> out.writeByte(1));
		await().until(() -> this.a.transport.client().isReachable(this.viaProxy));
		assertThat(this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
	}

	@Test
	void oneWayRequestStaysWhenItsCallerIsGone() throws Exception {
		this.a.call(this.viaProxy, TestNode.HOLD, Duration.ofSeconds(5), true, new byte[1]);
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(true));
		Outcome other = this.a.callIdempotent(this.viaProxy, TestNode.HOLD, new byte[1]);
		AtomicBoolean otherCancelled = new AtomicBoolean();
		RpcTransportTests.held(this.b, 2).onCancel(() -> otherCancelled.set(true));
		this.proxy.cut();
		assertThat(other.await().kind()).isEqualTo("unknown");
		await().untilTrue(otherCancelled);
		assertThat(cancelled).isFalse();
	}

	@Test
	void nodeThatRefusesConnectionsIsUnreachableUntilItListensAgain() throws Exception {
		Node former = this.b.self;
		this.b.transport.stop(Duration.ofSeconds(1));
		assertThat(this.a.transport.client().isReachable(former)).isTrue();
		assertThat(this.a.call(former, TestNode.ECHO, new byte[1]).await().reason()).isEqualTo(Reason.NOT_SENT);
		assertThat(this.a.transport.client().isReachable(former)).isFalse();
		RpcOptions samePort = new RpcOptions("127.0.0.1", former.rpcAddress().port(), Duration.ofSeconds(5), 1 << 20,
				100, 100, Duration.ofSeconds(5), 0, 1, 1, false, true);
		try (TestNode again = new TestNode("b", 2, "shop", samePort, TransportSecurity.none())) {
			again.views.publish(1, this.a.self, former);
			await().until(() -> this.a.transport.client().isReachable(former));
			assertThat(this.a.call(former, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		}
	}

	@Test
	void requestOfANodeThatLeftTheViewIsRefusedBeforeAnybodyIsTold() throws Exception {
		this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await();
		this.b.views.publishBeforeTelling(2, this.b.self);
		Ending ending = this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.NOT_A_MEMBER);
	}

	@Test
	void requestLargerThanTheOtherAcceptsIsNotSent() throws Exception {
		byte[] large = new byte[2 << 20];
		Ending ending = this.b.call(this.a.self, TestNode.ECHO, large).await();
		assertThat(ending.reason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(this.b.call(this.a.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		Outcome reply = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		RpcTransportTests.held(this.b, 1).succeed((out) -> out.writeBytes(large));
		assertThat(reply.await().kind()).isEqualTo("unknown");
	}

	@Test
	void nodeThatNeverAnswersTheHandshakeEndsCallsAsNotSent() throws Exception {
		this.proxy.stall(true);
		Ending ending = this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.NOT_SENT);
		this.proxy.stall(false);
		await().until(() -> this.a.transport.client().isReachable(this.viaProxy));
	}

	@Test
	void deadlineWhileConnectingSendsNothing() throws Exception {
		this.proxy.stall(true);
		Ending ending = this.a.call(this.viaProxy, TestNode.ECHO, Duration.ofMillis(50), false, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void callsThatWaitForTheConnectionShareIt() throws Exception {
		this.proxy.stall(true);
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			outcomes.add(this.a.call(this.viaProxy, TestNode.ECHO, new byte[] { (byte) i }));
		}
		outcomes.get(50).handle.cancel();
		this.proxy.stall(false);
		for (int i = 0; i < 100; i++) {
			if (i != 50) {
				assertThat(outcomes.get(i).await().bytes()).containsExactly((byte) i);
			}
		}
		assertThat(outcomes.get(50).isEnded()).isFalse();
		assertThat(this.proxy.accepted()).isOne();
	}

	@Test
	void whatFindsNoRoomWhileThePeerHangsIsNotSent() throws Exception {
		this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await();
		this.proxy.stall(true);
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			outcomes.add(this.a.call(this.viaProxy, TestNode.ECHO, Duration.ofSeconds(1), false, new byte[900_000]));
		}
		int overloaded = 0;
		int unsent = 0;
		for (Outcome outcome : outcomes) {
			Ending ending = outcome.await();
			overloaded += (ending.reason() == Reason.OVERLOADED) ? 1 : 0;
			unsent += (ending.reason() == Reason.DEADLINE) ? 1 : 0;
		}
		assertThat(overloaded).isPositive();
		assertThat(unsent).isPositive();
	}

	@Test
	void nodeThatLeavesTheViewLosesItsConnectionsInBothDirections() throws Exception {
		Outcome there = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		Outcome back = this.b.call(this.a.self, TestNode.HOLD, new byte[1]);
		RpcTransportTests.held(this.b, 1);
		RpcTransportTests.held(this.a, 1);
		this.a.views.publish(2, this.a.self);
		assertThat(there.await().kind()).isEqualTo("unknown");
		assertThat(back.await().kind()).isEqualTo("unknown");
		assertThat(this.a.transport.client().isReachable(this.b.self)).isFalse();
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().reason()).isEqualTo(Reason.NOT_SENT);
		Ending refused = this.b.call(this.a.self, TestNode.ECHO, new byte[1]).await();
		assertThat(refused.kind()).isEqualTo("not executed");
	}

	@Test
	void nodeThatRejoinsIsCalledUnderItsNewIncarnation() throws Exception {
		this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await();
		Node former = this.b.self;
		this.b.self = this.b.incarnation(2);
		this.a.views.publish(2, this.a.self, this.b.self);
		this.b.views.publish(2, this.a.self, this.b.self);
		assertThat(this.a.call(former, TestNode.ECHO, new byte[1]).await().reason()).isEqualTo(Reason.NOT_SENT);
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(this.b.call(this.a.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
	}

	@Test
	void callWithinAViewThatTheOtherDoesNotKnowYetWaitsForIt() throws Exception {
		this.b.views.publish(1, this.b.self);
		this.a.views.publish(2, this.a.self, this.b.self);
		Outcome outcome = this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]);
		await().until(() -> this.proxy.accepted() == 1);
		assertThat(outcome.isEnded()).isFalse();
		this.b.views.publish(2, this.a.self, this.b.self);
		assertThat(outcome.await().kind()).isEqualTo("result");
	}

	@Test
	void viewThatNeverComesIsWaitedForOnlySoLong() throws Exception {
		this.b.views.publish(1, this.b.self);
		this.a.views.publish(2, this.a.self, this.b.self);
		Ending ending = this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.NOT_A_MEMBER);
		assertThat(this.b.refusals).anyMatch((message) -> message.contains("is not a member"));
	}

	@Test
	void stoppingServerFinishesWhatIsInFlight() throws Exception {
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			outcomes.add(this.a.call(this.b.self, TestNode.HOLD, new byte[1]));
		}
		RpcTransportTests.held(this.b, 10);
		Thread stop = new Thread(() -> this.b.transport.stop(Duration.ofSeconds(20)), "mesh-test-stop");
		stop.start();
		await().until(() -> !this.a.transport.client().isReachable(this.b.self));
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("not executed");
		this.b.held.forEach((request) -> request.succeed((out) -> out.writeByte(1)));
		for (Outcome outcome : outcomes) {
			assertThat(outcome.await().kind()).isEqualTo("result");
		}
		stop.join();
	}

	@Test
	void noCallIsInDoubtWhenAServerStopsUnderLoad() throws Exception {
		List<Outcome> outcomes = new ArrayList<>();
		AtomicBoolean stopped = new AtomicBoolean();
		Thread stop = new Thread(() -> {
			this.b.transport.stop(Duration.ofSeconds(20));
			stopped.set(true);
		}, "mesh-test-stop");
		while (!stopped.get()) {
			Outcome outcome = this.a.call(this.b.self, TestNode.ECHO, new byte[1]);
			outcomes.add(outcome);
			if (outcomes.size() == 500) {
				stop.start();
			}
			if (outcomes.size() > 500) {
				outcome.await();
			}
		}
		for (Outcome outcome : outcomes) {
			assertThat(outcome.await().kind()).isIn("result", "not executed");
			assertThat(outcome.endedTwice).isFalse();
		}
	}

}

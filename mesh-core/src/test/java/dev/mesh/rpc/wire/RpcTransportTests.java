package dev.mesh.rpc.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.cluster.HostPort;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.security.TransportSecurity;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@ExtendWith(LeakDetection.class)
class RpcTransportTests {

	private final List<TestNode> nodes = new ArrayList<>();

	private final TestNode a = track(new TestNode("a", 1));

	private final TestNode b = track(new TestNode("b", 2));

	private TestNode track(TestNode node) {
		this.nodes.add(node);
		return node;
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(TestNode::close);
	}

	@Test
	void echoes() throws Exception {
		TestNode.meet(this.a, this.b);
		Ending ending = this.a.call(this.b.self, TestNode.ECHO, new byte[] { 1, 2, 3 }).await();
		assertThat(ending.kind()).isEqualTo("result");
		assertThat(ending.bytes()).containsExactly(1, 2, 3);
	}

	@Test
	void callsItself() throws Exception {
		TestNode.meet(this.a);
		assertThat(this.a.call(this.a.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
	}

	@Test
	void carriesFramesUpToTheLimit() throws Exception {
		TestNode.meet(this.a, this.b);
		byte[] most = new byte[RpcOptions.defaults().maxFrameBytes() - Frame.REQUEST_HEADER_BYTES];
		assertThat(this.a.call(this.b.self, TestNode.ECHO, most).await().bytes()).hasSize(most.length);
		Ending refused = this.a.call(this.b.self, TestNode.ECHO, new byte[most.length + 1]).await();
		assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void endsEachOfTenThousandConcurrentCallsOnce() throws Exception {
		TestNode.meet(this.a, this.b);
		List<Thread> threads = new ArrayList<>();
		List<List<Outcome>> outcomes = new ArrayList<>();
		for (int t = 0; t < 20; t++) {
			List<Outcome> own = new ArrayList<>();
			outcomes.add(own);
			byte marker = (byte) t;
			threads.add(new Thread(() -> {
				for (int i = 0; i < 500; i++) {
					own.add(this.a.call(this.b.self, TestNode.ECHO, new byte[] { marker, (byte) i }));
				}
			}));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		int results = 0;
		for (int t = 0; t < 20; t++) {
			for (int i = 0; i < 500; i++) {
				Outcome outcome = outcomes.get(t).get(i);
				Ending ending = outcome.await();
				if (ending.kind().equals("result")) {
					assertThat(ending.bytes()).containsExactly((byte) t, (byte) i);
					results++;
				}
				else {
					assertThat(ending.reason()).isEqualTo(Reason.OVERLOADED);
				}
				assertThat(outcome.endedTwice).isFalse();
			}
		}
		assertThat(results).isGreaterThanOrEqualTo(RpcOptions.defaults().maxInFlight());
	}

	@Test
	void passesOnExceptionsAndRefusals() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome failed = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		held(this.b, 1).fail((out) -> out.writeByte(9));
		assertThat(failed.await().kind()).isEqualTo("exception");
		assertThat(failed.await().bytes()).containsExactly(9);
		Outcome refused = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		held(this.b, 2).refuse(Reason.NOT_HERE, "no such instance");
		assertThat(refused.await().reason()).isEqualTo(Reason.NOT_HERE);
		assertThat(refused.await().message()).isEqualTo("no such instance");
	}

	@Test
	void tellsTheHandlerWhoCallsAndForHowLong() {
		TestNode.meet(this.a, this.b);
		this.a.call(this.b.self, TestNode.HOLD, Duration.ofSeconds(7), false, new byte[1]);
		InboundRequest request = held(this.b, 1);
		assertThat(request.caller()).isEqualTo(this.a.self);
		assertThat(request.deadlineNanos() - System.nanoTime()).isPositive()
			.isLessThanOrEqualTo(Duration.ofSeconds(7).toNanos() + 1000);
		request.refuse(Reason.NOT_HERE, "");
	}

	@Test
	void oneWayCallIsDoneWhenWritten() throws Exception {
		TestNode.meet(this.a, this.b);
		Ending ending = this.a.call(this.b.self, TestNode.HOLD, Duration.ofSeconds(5), true, new byte[1]).await();
		assertThat(ending.kind()).isEqualTo("result");
		InboundRequest request = held(this.b, 1);
		assertThat(request.oneWay()).isTrue();
		request.succeed((out) -> out.writeByte(1));
	}

	@Test
	void deadlineAfterSendingLeavesTheOutcomeUnknownAndCancels() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, Duration.ofMillis(150), false, new byte[1]);
		AtomicBoolean cancelled = new AtomicBoolean();
		InboundRequest request = held(this.b, 1);
		request.onCancel(() -> cancelled.set(true));
		assertThat(outcome.await().kind()).isEqualTo("unknown");
		await().untilTrue(cancelled);
		request.succeed((out) -> out.writeByte(1));
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(outcome.endedTwice).isFalse();
	}

	@Test
	void deadlineThatIsPastSendsNothing() throws Exception {
		TestNode.meet(this.a, this.b);
		Ending ending = this.a.call(this.b.self, TestNode.ECHO, Duration.ofNanos(-1), false, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.DEADLINE);
	}

	@Test
	void cancelReachesTheCalleeAndSilencesTheCall() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		InboundRequest request = held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(Thread.currentThread() instanceof FastThreadLocalThread));
		outcome.handle.cancel();
		outcome.handle.cancel();
		await().untilTrue(cancelled);
		request.succeed((out) -> out.writeByte(1));
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(outcome.isEnded()).isFalse();
		AtomicBoolean late = new AtomicBoolean();
		request.onCancel(() -> late.set(true));
		await().untilTrue(late);
	}

	@Test
	void replyingTwiceIsAnError() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		InboundRequest request = held(this.b, 1);
		request.succeed((out) -> out.writeByte(1));
		assertThatIllegalStateException().isThrownBy(() -> request.succeed((out) -> out.writeByte(2)));
		assertThat(outcome.await().bytes()).containsExactly(1);
	}

	@Test
	void bodyThatThrowsSendsNothingAndLeavesTheReplyOpen() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome never = new Outcome();
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> this.a.transport.client()
			.send(this.b.self, TestNode.request(TestNode.ECHO, Duration.ofSeconds(1), false), (out) -> {
				throw new ArithmeticException();
			}, never));
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		InboundRequest request = held(this.b, 1);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> request.succeed((out) -> {
			throw new ArithmeticException();
		}));
		request.fail((out) -> out.writeByte(5));
		assertThat(outcome.await().kind()).isEqualTo("exception");
		assertThat(never.isEnded()).isFalse();
	}

	@Test
	void resultThatFitsNoFrameIsNotCalledNotExecuted() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		held(this.b, 1).succeed((out) -> out.writeZero(RpcOptions.defaults().maxFrameBytes()));
		assertThat(outcome.await().kind()).isEqualTo("unknown");
		assertThat(outcome.await().message()).contains("mesh.rpc.max-frame");
	}

	@Test
	void refusesMoreThanMayBeInFlight() throws Exception {
		TestNode small = track(new TestNode("small", 3, "shop", options(4, 1024), TransportSecurity.none()));
		TestNode.meet(small, this.b);
		List<Outcome> held = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			held.add(small.call(this.b.self, TestNode.HOLD, new byte[1]));
		}
		Ending refused = small.call(this.b.self, TestNode.HOLD, new byte[1]).await();
		assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
		held(this.b, 4);
		this.b.held.forEach((request) -> request.succeed((out) -> out.writeByte(1)));
		for (Outcome outcome : held) {
			assertThat(outcome.await().kind()).isEqualTo("result");
		}
		assertThat(small.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
	}

	@Test
	void serverRefusesMoreThanMayBeInFlight() throws Exception {
		TestNode small = track(new TestNode("small", 3, "shop", options(2, 1024), TransportSecurity.none()));
		TestNode.meet(this.a, small);
		this.a.call(small.self, TestNode.HOLD, new byte[1]);
		this.a.call(small.self, TestNode.HOLD, new byte[1]);
		Ending refused = this.a.call(small.self, TestNode.HOLD, new byte[1]).await();
		assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
	}

	@Test
	void stampFromBeyondTheDriftIsCountedAndCallsGoOn() throws Exception {
		TestNode.meet(this.a, this.b);
		this.b.stampsAreGood = false;
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(this.b.transport.refusedStamps()).isPositive();
		assertThat(this.a.transport.refusedStamps()).isZero();
	}

	@Test
	void startsAgainAfterAStop() throws Exception {
		this.b.transport.stop(Duration.ofSeconds(1));
		this.b.transport.stop(Duration.ofSeconds(1));
		assertThat(this.b.call(this.a.self, TestNode.ECHO, new byte[1]).await().reason()).isEqualTo(Reason.NOT_SENT);
		HostPort address = this.b.transport.start();
		assertThat(this.b.transport.start()).isEqualTo(address);
		this.b.self = this.b.at(address);
		TestNode.meet(this.a, this.b);
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(this.b.call(this.a.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
	}

	@Test
	void portThatIsTakenIsNamed() {
		RpcOptions taken = new RpcOptions("127.0.0.1", this.b.self.rpcAddress().port(), Duration.ofSeconds(5), 1 << 20,
				16, 16, Duration.ofSeconds(1), 1, 1, 1, false, true);
		assertThatIllegalStateException()
			.isThrownBy(() -> new TestNode("c", 9, "shop", taken, TransportSecurity.none()))
			.withMessageContaining(String.valueOf(this.b.self.rpcAddress().port()));
	}

	static RpcOptions options(int maxInFlight, int maxConnections) {
		return new RpcOptions("127.0.0.1", 0, Duration.ofSeconds(5), 1 << 20, maxInFlight, maxConnections,
				Duration.ofMillis(1500), 0, 1, 1, false, true);
	}

	static InboundRequest held(TestNode node, int count) {
		await().until(() -> node.held.size() >= count);
		return node.held.get(count - 1);
	}

}

package dev.mesh.rpc.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of requests that must not run twice when their connection breaks and
 * another one can be had.
 */
class ReconnectTests {

	private final TestNode a = new TestNode("a", 1);

	private final TestNode b = new TestNode("b", 2);

	private final Proxy proxy;

	private final Node viaProxy;

	ReconnectTests() throws IOException {
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
	void theReplyToWhatIsStillRunningComesOverTheNewConnection() throws Exception {
		Outcome outcome = hold();
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(true));
		this.proxy.cut();
		await().until(() -> this.proxy.accepted() == 2);
		assertThat(this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		assertThat(outcome.isEnded()).isFalse();
		request.succeed((out) -> out.writeByte(7));
		assertThat(outcome.await().bytes()).containsExactly(7);
		assertThat(this.b.held).as("it ran once").hasSize(1);
		assertThat(cancelled).isFalse();
	}

	@Test
	void aReplyThatWasLostOnItsWayIsGivenAgain() throws Exception {
		this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await();
		Outcome outcome = hold();
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		this.proxy.stall(true);
		request.succeed((out) -> out.writeByte(7));
		this.proxy.cut();
		this.proxy.stall(false);
		assertThat(outcome.await().bytes()).containsExactly(7);
		assertThat(this.b.held).hasSize(1);
	}

	@Test
	void theServicesExceptionIsGivenAgainToo() throws Exception {
		Outcome outcome = hold();
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		this.proxy.cut();
		request.fail((out) -> out.writeByte(9));
		assertThat(outcome.await().kind()).isEqualTo("exception");
	}

	@Test
	void aRequestThatHadNotArrivedIsNotExecutedAndNeverWillBe() throws Exception {
		this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await();
		this.proxy.stall(true);
		Outcome outcome = hold();
		await().until(() -> this.a.call(this.viaProxy, TestNode.ECHO, Duration.ofMillis(100), false, new byte[1])
			.await()
			.kind()
			.equals("unknown"));
		this.proxy.cut();
		this.proxy.stall(false);
		assertThat(outcome.await().reason()).isEqualTo(Reason.NOT_SENT);
		assertThat(this.b.held).isEmpty();
	}

	@Test
	void whereThereIsNoNewConnectionTheOutcomeIsUnknownAtOnce() throws Exception {
		Outcome outcome = hold();
		RpcTransportTests.held(this.b, 1);
		this.proxy.close();
		assertThat(outcome.await().kind()).isEqualTo("unknown");
	}

	@Test
	void anotherIncarnationKnowsNothing() throws Exception {
		Outcome outcome = hold();
		RpcTransportTests.held(this.b, 1);
		this.b.self = this.b.incarnation(2);
		this.proxy.cut();
		assertThat(outcome.await().kind()).isEqualTo("unknown");
	}

	@Test
	void cancellingACallInDoubtCancelsItsRun() throws Exception {
		Outcome outcome = hold();
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(true));
		this.proxy.cut();
		await().until(() -> this.proxy.accepted() == 2);
		this.a.call(this.viaProxy, TestNode.ECHO, new byte[1]).await();
		outcome.handle.cancel();
		await().untilTrue(cancelled);
		request.succeed((out) -> out.writeByte(1));
		assertThat(outcome.isEnded()).isFalse();
	}

	@Test
	void whatNobodyAsksForIsCancelled() throws Exception {
		Outcome outcome = hold();
		InboundRequest request = RpcTransportTests.held(this.b, 1);
		AtomicBoolean cancelled = new AtomicBoolean();
		request.onCancel(() -> cancelled.set(true));
		this.proxy.close();
		outcome.await();
		await().untilTrue(cancelled);
	}

	@Test
	void manyCallsOverABreakingConnectionRunOnceEach() throws Exception {
		int calls = 2000;
		Outcome[] outcomes = new Outcome[calls];
		for (int i = 0; i < calls; i++) {
			outcomes[i] = this.a.call(this.viaProxy, TestNode.COUNT, new byte[] { 1 });
			if (i % 400 == 399) {
				this.proxy.cut();
			}
			if (i % 20 == 0) {
				outcomes[i].await();
			}
		}
		int results = 0;
		int notExecuted = 0;
		for (Outcome outcome : outcomes) {
			String kind = outcome.await().kind();
			results += kind.equals("result") ? 1 : 0;
			notExecuted += kind.equals("not executed") ? 1 : 0;
		}
		int unknown = calls - results - notExecuted;
		assertThat(this.b.counted.get()).as("what ran").isBetween(results, results + unknown);
		assertThat(unknown).as("in doubt, of %s", calls).isLessThan(calls / 100);
	}

	private Outcome hold() {
		return this.a.call(this.viaProxy, TestNode.HOLD, new byte[1]);
	}

}

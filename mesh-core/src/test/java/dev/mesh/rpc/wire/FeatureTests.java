package dev.mesh.rpc.wire;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.TypeTable;
import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.rpc.wire.RequestHandler.InboundRequest;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What replies say beyond the protocol's first edition, to those that understand it.
 */
@ExtendWith(LeakDetection.class)
class FeatureTests {

	private final TestNode a = new TestNode("a", 1);

	private final TestNode b = new TestNode("b", 2);

	private final TestNode c = new TestNode("c", 3);

	@AfterEach
	void stop() {
		List.of(this.a, this.b, this.c).forEach(TestNode::close);
	}

	@Test
	void aReplyTellsWhatItsSenderHasToDoForAllCallers() throws Exception {
		TestNode.meet(this.a, this.b, this.c);
		Outcome held = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		Outcome others = this.c.call(this.b.self, TestNode.HOLD, new byte[1]);
		await().until(() -> this.b.held.size() == 2);
		Outcome echoed = this.a.call(this.b.self, TestNode.ECHO, new byte[] { 7 });
		assertThat(echoed.await().bytes()).containsExactly(7);
		assertThat(echoed.load).isEqualTo(2);
		this.b.held.get(0).succeed((out) -> out.writeByte(1));
		this.b.held.get(1).fail((out) -> out.writeByte(1));
		held.await();
		others.await();
		assertThat(List.of(held.load, others.load)).containsExactlyInAnyOrder(1, 0);
	}

	@Test
	void whatACallerLeftBehindIsNoLoad() throws Exception {
		TestNode.meet(this.a, this.b, this.c);
		this.c.call(this.b.self, TestNode.HOLD, new byte[1]);
		await().until(() -> this.b.held.size() == 1);
		this.c.close();
		await().untilAsserted(() -> {
			Outcome echoed = this.a.call(this.b.self, TestNode.ECHO, new byte[1]);
			echoed.await();
			assertThat(echoed.load).isZero();
		});
		this.b.held.get(0).succeed((out) -> out.writeByte(1));
		Outcome echoed = this.a.call(this.b.self, TestNode.ECHO, new byte[1]);
		echoed.await();
		assertThat(echoed.load).isZero();
	}

	@Test
	void aRefusalNamesTheOwnerOfTheKeyAndTheView() throws Exception {
		TestNode.meet(this.a, this.b);
		Outcome outcome = this.a.call(this.b.self, TestNode.HOLD, new byte[1]);
		await().until(() -> this.b.held.size() == 1);
		this.b.held.get(0).redirect(new NodeId(3), "owned by c");
		Ending ending = outcome.await();
		assertThat(ending.kind()).isEqualTo("redirected to 3 in view 1");
		assertThat(ending.message()).isEqualTo("owned by c");
	}

	@Test
	void aCallerOfAnOlderVersionGetsWhatItUnderstands() {
		ByteBuf result = replyToAnOlderCaller((request) -> request.succeed((out) -> out.writeByte(9)));
		assertThat(Frame.flags(result)).isZero();
		assertThat(result.readableBytes()).isEqualTo(Frame.HEADER_BYTES + 1);
		result.release();
		ByteBuf refusal = replyToAnOlderCaller((request) -> request.redirect(new NodeId(3), "owned by c"));
		assertThat(refusal.getByte(Frame.HEADER_BYTES))
			.isEqualTo((byte) List.of(Reason.values()).indexOf(Reason.NOT_HERE));
		refusal.release();
	}

	private ByteBuf replyToAnOlderCaller(Consumer<InboundRequest> reply) {
		Node caller = TestNode.node("old", 9, 1, new HostPort("127.0.0.1", 1));
		FakeViews views = new FakeViews();
		views.publish(1, this.b.self, caller);
		RpcEnvironment environment = new RpcEnvironment("shop", () -> this.b.self, views, TransportSecurity.none(),
				new BytesCodec(), System::currentTimeMillis, (stamp) -> true, (address, message) -> {
				});
		EmbeddedChannel channel = new EmbeddedChannel();
		ServerConnection connection = new ServerConnection(channel, environment, RpcOptions.defaults(),
				new FrameStamps(environment), (request) -> {
					request.payload().release();
					reply.accept(request);
				}, new AtomicInteger(), new Capabilities(8192, new TypeTable(List.of()), 0, 0), caller,
				new ReplyMemories());
		ByteBuf request = Frame.begin(channel.alloc(), Frame.REQUEST_HEADER_BYTES);
		Frame.setMicrosLeft(request, 1_000_000);
		connection.request(Frame.seal(request, FrameKind.REQUEST, 0));
		channel.runPendingTasks();
		ByteBuf sent = sent(channel);
		ByteBuf copy = Unpooled.copiedBuffer(sent);
		sent.release();
		channel.finishAndReleaseAll();
		return copy;
	}

	private static ByteBuf sent(EmbeddedChannel channel) {
		ByteBuf frame = nextOutbound(channel);
		assertThat(frame).isNotNull();
		return (frame != null) ? frame : Unpooled.EMPTY_BUFFER;
	}

	private static @Nullable ByteBuf nextOutbound(EmbeddedChannel channel) {
		return channel.readOutbound();
	}

}

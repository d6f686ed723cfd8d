package dev.mesh.rpc.wire;

import java.util.List;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.TypeTable;
import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node of a version that knows nothing of features.
 */
class OlderPeerTests {

	private final Node node = TestNode.node("a", 1, 1, new HostPort("127.0.0.1", 1));

	private final BytesCodec codec = new BytesCodec();

	private final RpcEnvironment environment = new RpcEnvironment("shop", () -> this.node, new FakeViews(),
			TransportSecurity.none(), this.codec, () -> 0L, (stamp) -> true, (address, message) -> {
			});

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@Test
	void saysNothingOfFeaturesAndHasNone() {
		ByteBuf frame = Unpooled.buffer().writeInt(8192).writeInt(0);
		Capabilities theirs = Capabilities.readFrom(frame);
		assertThat(theirs.features()).isZero();
		assertThat(theirs.knows(Capabilities.STREAMS)).isFalse();
	}

	@Test
	void isSentNoStreams() throws Exception {
		ClientConnection connection = new ClientConnection(this.channel.eventLoop(), RpcOptions.defaults(),
				new FrameStamps(this.environment), 1, new Unheard());
		connection.connected(this.channel);
		TypeTable none = new TypeTable(List.of());
		connection.ready(this.codec.reader(none), new Capabilities(1 << 20, none, 0, 0));
		Outcome outcome = new Outcome();
		ByteBuf request = Frame.begin(ByteBufAllocator.DEFAULT, Frame.REQUEST_HEADER_BYTES);
		Frame.seal(request, FrameKind.REQUEST, Frame.FLAG_STREAMS);
		connection.offer(new PendingCall(outcome, System.nanoTime() + 1_000_000_000L, request, new NoStreams()));
		this.channel.runPendingTasks();
		Ending ending = outcome.await();
		assertThat(ending.reason()).isEqualTo(Reason.INCOMPATIBLE);
		assertThat(ending.message()).contains("knows no streams");
		ByteBuf sent = this.channel.readOutbound();
		assertThat(sent).isNull();
		assertThat(request.refCnt()).isZero();
	}

	private static final class Unheard implements ClientConnection.Events {

		@Override
		public boolean onDoubt(ClientConnection connection, PendingCall call) {
			return false;
		}

		@Override
		public void onReady(ClientConnection connection) {
		}

		@Override
		public void onGoAway(ClientConnection connection) {
		}

		@Override
		public void onClosed(ClientConnection connection, boolean wasReady, String message) {
		}

	}

}

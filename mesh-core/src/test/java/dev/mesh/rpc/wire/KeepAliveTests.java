package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	private final Node node = TestNode.node("n", 1, 1, new HostPort("h", 1));

	private final RpcEnvironment environment = new RpcEnvironment("shop", () -> this.node, new FakeViews(),
			TransportSecurity.none(), new BytesCodec(), () -> 0L, (stamp) -> true, (address, message) -> {
			});

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@BeforeEach
	void connect() {
		ClientConnection connection = new ClientConnection(this.channel.eventLoop(), RpcOptions.defaults(),
				new FrameStamps(this.environment), 1, new Unheard());
		connection.connected(this.channel);
		this.channel.freezeTime();
		this.channel.pipeline().addLast(new KeepAlive(connection));
	}

	@AfterEach
	void releaseWhatNobodyRead() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void silentPeerIsAskedAndThenGivenUp() {
		for (int i = 0; i < WireLimits.SILENT_INTERVALS; i++) {
			passInterval();
			assertThat(pings()).isOne();
			assertThat(this.channel.isOpen()).isTrue();
		}
		passInterval();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void peerThatAnswersIsKept() {
		for (int i = 0; i < 2 * WireLimits.SILENT_INTERVALS; i++) {
			passInterval();
			this.channel.writeInbound(Unpooled.EMPTY_BUFFER);
		}
		assertThat(this.channel.isOpen()).isTrue();
	}

	private void passInterval() {
		this.channel.advanceTimeBy(WireLimits.KEEP_ALIVE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
	}

	private int pings() {
		int count = 0;
		for (ByteBuf frame = this.channel.readOutbound(); frame != null; frame = this.channel.readOutbound()) {
			assertThat(Frame.kind(frame)).isEqualTo(FrameKind.PING);
			frame.release();
			count++;
		}
		return count;
	}

	private static final class Unheard implements ClientConnection.Events {

		@Override
		public void onReady(ClientConnection connection) {
		}

		@Override
		public void onGoAway(ClientConnection connection) {
		}

		@Override
		public boolean onDoubt(ClientConnection connection, PendingCall call) {
			return false;
		}

		@Override
		public void onClosed(ClientConnection connection, boolean wasReady, String message) {
		}

	}

}

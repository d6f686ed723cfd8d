package dev.mesh.rpc.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.security.TransportSecurity;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(LeakDetection.class)
class HostilePeerTests {

	private final TestNode a = new TestNode("a", 1);

	private final TestNode b = new TestNode("b", 2, "shop", RpcTransportTests.options(100, 16),
			TransportSecurity.none());

	@BeforeEach
	void meet() {
		TestNode.meet(this.a, this.b);
	}

	@AfterEach
	void callsGoOn() throws Exception {
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		this.a.close();
		this.b.close();
	}

	@Test
	void tenMegabytesOfNoiseAreNotRead() throws Exception {
		try (Socket socket = connect()) {
			byte[] noise = new byte[10 * 1024 * 1024];
			new Random(7).nextBytes(noise);
			writeIgnoringReset(socket, noise);
			assertClosed(socket);
		}
		await().until(() -> this.b.refusals.size() == 1);
	}

	@Test
	void declaredTwoGigabytesCloseTheConnection() throws Exception {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
			assertClosed(socket);
		}
		await().until(() -> this.b.refusals.stream().anyMatch((message) -> message.contains("2147483651 bytes")));
	}

	@Test
	void serializedObjectIsRefusedByItsFirstBytes() throws Exception {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(new byte[] { (byte) 0xac, (byte) 0xed, 0, 5, 's', 'r' });
			assertClosed(socket);
		}
		await().until(() -> this.b.refusals.size() == 1);
	}

	@Test
	void httpRequestIsRefused() throws Exception {
		try (Socket socket = connect()) {
			socket.getOutputStream()
				.write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
			assertClosed(socket);
		}
		await().until(() -> this.b.refusals.size() == 1);
	}

	@Test
	void silentAndSlowPeersAreClosedWhenTheirTimeIsUp() throws Exception {
		try (Socket silent = connect(); Socket slow = connect()) {
			slow.getOutputStream().write(ByteBuffer.allocate(5).putInt(60).array());
			assertClosed(silent);
			assertClosed(slow);
		}
		await()
			.until(() -> this.b.refusals.stream().filter((message) -> message.contains("did not prove")).count() == 2);
	}

	@Test
	void crowdOfSilentStrangersDoesNotKeepMembersOut() throws Exception {
		List<Socket> crowd = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			crowd.add(connect());
		}
		assertThat(this.a.call(this.b.self, TestNode.ECHO, new byte[1]).await().kind()).isEqualTo("result");
		await().until(() -> this.b.refusals.stream().anyMatch((message) -> message.contains("too many connections")));
		for (Socket socket : crowd) {
			socket.close();
		}
	}

	@Test
	void framesBeforeTheHelloAreRefused() throws Exception {
		for (FrameKind kind : FrameKind.values()) {
			if (kind != FrameKind.HELLO) {
				try (Socket socket = connect()) {
					send(socket, Frame.seal(Unpooled.buffer().writeZero(Frame.REQUEST_HEADER_BYTES), kind, 0));
					assertClosed(socket);
				}
			}
		}
		assertThat(this.b.refusals).hasSize(FrameKind.values().length - 1);
	}

	@Test
	void requestBehindTheHelloIsNotServedBeforeTheTypesAreKnown() throws Exception {
		try (Socket socket = connect()) {
			ByteBuf both = hello(this.a.self);
			both.writeBytes(Frame.seal(Unpooled.buffer().writeZero(Frame.REQUEST_HEADER_BYTES), FrameKind.REQUEST, 0));
			send(socket, both);
			assertClosed(socket);
		}
		assertThat(this.b.held).isEmpty();
	}

	@Test
	void memberThatBreaksTheProtocolLosesItsConnection() throws Exception {
		try (Socket socket = connect()) {
			send(socket, hello(this.a.self));
			send(socket, Frame.seal(Unpooled.buffer().writeZero(Frame.HEADER_BYTES).writeInt(8192).writeInt(0),
					FrameKind.TYPES, 0));
			send(socket, Frame.seal(Unpooled.buffer().writeZero(Frame.HEADER_BYTES), FrameKind.REQUEST, 0));
			assertClosed(socket);
		}
		await()
			.until(() -> this.b.refusals.stream().anyMatch((message) -> message.contains("shorter than its header")));
	}

	@Test
	void strangerIsToldThatItIsNoMember() throws Exception {
		try (Socket socket = connect()) {
			send(socket, hello(TestNode.node("x", 77, 1, new HostPort("h", 1))));
			byte[] answer = socket.getInputStream().readAllBytes();
			assertThat(answer[4]).isEqualTo(FrameKind.REFUSED.code());
		}
		await().until(() -> this.b.refusals.stream().anyMatch((message) -> message.contains("is not a member")));
	}

	@Test
	void nodeOfAnotherClusterIsRefused() throws Exception {
		try (TestNode other = new TestNode("other", 5, "other", RpcOptions.defaults(), TransportSecurity.none())) {
			TestNode.meet(other, this.b);
			this.b.views.publish(2, this.a.self, this.b.self, other.self);
			Ending ending = other.call(this.b.self, TestNode.ECHO, new byte[1]).await();
			assertThat(ending.reason()).isEqualTo(Reason.NOT_SENT);
			assertThat(ending.message()).contains("cluster 'other'");
		}
	}

	@Test
	void nodeAtTheAddressOfAnotherIsNotCalled() throws Exception {
		Node impostor = TestNode.node("c", 9, 1, this.b.self.rpcAddress());
		this.a.views.publish(2, this.a.self, this.b.self, impostor);
		Ending ending = this.a.call(impostor, TestNode.ECHO, new byte[1]).await();
		assertThat(ending.reason()).isEqualTo(Reason.NOT_SENT);
		assertThat(ending.message()).contains("means node");
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(this.b.self.rpcAddress().host(), this.b.self.rpcAddress().port());
		socket.setSoTimeout(20_000);
		return socket;
	}

	private ByteBuf hello(Node from) {
		ByteBuf frame = Unpooled.buffer().writeZero(Frame.HEADER_BYTES);
		Hello.of("shop", from, this.b.self).writeTo(frame);
		return Frame.seal(frame, FrameKind.HELLO, 0);
	}

	private static void send(Socket socket, ByteBuf bytes) throws IOException {
		socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
	}

	private static void writeIgnoringReset(Socket socket, byte[] bytes) throws IOException {
		OutputStream out = socket.getOutputStream();
		try {
			out.write(bytes);
		}
		catch (SocketException ex) {
			// closed by the node while we wrote, which is what it should do
			assertThat(ex).isNotNull();
		}
	}

	private static void assertClosed(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		try {
			in.readAllBytes();
		}
		catch (SocketException ex) {
			// reset, as bytes were left unread
			assertThat(ex).hasMessageContaining("reset");
		}
	}

}

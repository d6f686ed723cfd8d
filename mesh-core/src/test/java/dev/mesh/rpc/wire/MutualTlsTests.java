package dev.mesh.rpc.wire;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import dev.mesh.rpc.wire.Outcome.Ending;
import dev.mesh.security.TestPki;
import dev.mesh.security.TransportSecurity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(LeakDetection.class)
class MutualTlsTests {

	private final TestPki pki = new TestPki();

	private final List<TestNode> nodes = new ArrayList<>();

	private TestNode node(String name, long id, TransportSecurity security) {
		TestNode node = new TestNode(name, id, "shop", RpcOptions.defaults(), security);
		this.nodes.add(node);
		return node;
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(TestNode::close);
	}

	@Test
	void peersOfOneAuthorityCallEachOther() throws Exception {
		TestNode a = node("a", 1, TransportSecurity.mutualTls(this.pki.context()));
		TestNode b = node("b", 2, TransportSecurity.mutualTls(this.pki.context()));
		TestNode.meet(a, b);
		assertThat(a.call(b.self, TestNode.ECHO, new byte[100_000]).await().bytes()).hasSize(100_000);
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			outcomes.add(a.call(b.self, TestNode.ECHO, new byte[] { (byte) i }));
		}
		for (int i = 0; i < 2000; i++) {
			assertThat(outcomes.get(i).await().bytes()).containsExactly((byte) i);
		}
	}

	@Test
	void nodeOfAnotherAuthorityIsRefusedEvenIfTheViewHasIt() throws Exception {
		TestNode a = node("a", 1, TransportSecurity.mutualTls(new TestPki().context()));
		TestNode b = node("b", 2, TransportSecurity.mutualTls(this.pki.context()));
		TestNode.meet(a, b);
		assertNotExecuted(a.call(b.self, TestNode.ECHO, new byte[1]));
		await().until(() -> b.refusals.stream().anyMatch((message) -> message.contains("TLS failed")));
	}

	@Test
	void nodeWithoutAKeyIsRefused() throws Exception {
		TestNode a = node("a", 1, TransportSecurity.mutualTls(this.pki.contextWithoutKey()));
		TestNode b = node("b", 2, TransportSecurity.mutualTls(this.pki.context()));
		TestNode.meet(a, b);
		assertNotExecuted(a.call(b.self, TestNode.ECHO, new byte[1]));
		await().until(() -> b.refusals.stream().anyMatch((message) -> message.contains("TLS failed")));
	}

	@Test
	void nodeWithoutTlsIsRefusedInBothDirections() throws Exception {
		TestNode plain = node("plain", 1, TransportSecurity.none());
		TestNode secure = node("secure", 2, TransportSecurity.mutualTls(this.pki.context()));
		TestNode.meet(plain, secure);
		assertNotExecuted(plain.call(secure.self, TestNode.ECHO, new byte[1]));
		assertNotExecuted(secure.call(plain.self, TestNode.ECHO, new byte[1]));
		await().until(() -> !secure.refusals.isEmpty() && !plain.refusals.isEmpty());
	}

	@Test
	void olderProtocolsAreRefused() throws Exception {
		TestNode b = node("b", 2, TransportSecurity.mutualTls(this.pki.context()));
		SSLContext context = this.pki.context();
		try (Socket socket = context.getSocketFactory()
			.createSocket(b.self.rpcAddress().host(), b.self.rpcAddress().port())) {
			((SSLSocket) socket).setEnabledProtocols(new String[] { "TLSv1.2" });
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ((SSLSocket) socket).startHandshake());
		}
		await().until(() -> b.refusals.stream().anyMatch((message) -> message.contains("TLS failed")));
	}

	private static void assertNotExecuted(Outcome outcome) throws Exception {
		Ending ending = outcome.await();
		assertThat(ending.kind()).isEqualTo("not executed");
	}

}

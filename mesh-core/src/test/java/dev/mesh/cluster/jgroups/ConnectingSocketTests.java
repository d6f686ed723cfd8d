package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;

import dev.mesh.security.JoinToken;
import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectingSocket}.
 */
@Timeout(60)
class ConnectingSocketTests {

	@Test
	void aPeerThatAcceptsAndHangsHoldsUpNoWriterAndIsGivenUp() throws Exception {
		GuardOptions impatient = new GuardOptions(Duration.ofMillis(300), 1, 1, 1, 1);
		TransportSecurity security = TransportSecurity.fromToken(JoinToken.of("a token of this test"), "test", "a");
		// The kernel accepts on behalf of a process that does not.
		try (ServerSocket hung = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ConnectingSocket socket = new ConnectingSocket(security, impatient, new RefusalLog(System::nanoTime),
						new PeerAnswers())) {
			socket.connect(hung.getLocalSocketAddress(), 1000);
			socket.getOutputStream().write(new byte[100_000]);
			socket.getOutputStream().flush();
			assertThatExceptionOfType(EOFException.class).isThrownBy(() -> socket.getInputStream().read());
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getOutputStream().write(1));
		}
	}

}

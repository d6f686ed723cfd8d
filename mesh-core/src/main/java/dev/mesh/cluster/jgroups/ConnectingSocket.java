package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;

/**
 * A connection that this node makes. {@link #connect} returns when the peer has proven
 * itself, or fails within the proving time.
 */
final class ConnectingSocket extends GuardedSocket {

	private final TransportSecurity security;

	private final GuardOptions options;

	private final RefusalLog refusals;

	private final PeerAnswers answers;

	ConnectingSocket(TransportSecurity security, GuardOptions options, RefusalLog refusals, PeerAnswers answers) {
		this.security = security;
		this.options = options;
		this.refusals = refusals;
		this.answers = answers;
	}

	@Override
	public void connect(SocketAddress peer, int timeoutMillis) throws IOException {
		Answer answer = new Answer(peer, this.refusals, this.answers);
		try {
			super.connect(peer, (timeoutMillis > 0) ? timeoutMillis : (int) this.options.provingTime().toMillis());
			wire().limitTo(System.nanoTime() + this.options.provingTime().toNanos());
			prove(answer);
		}
		catch (IOException ex) {
			answer.settled();
			close();
			throw ex;
		}
	}

	private void prove(Answer answer) throws IOException {
		if (!this.security.isProtected()) {
			proven(new FirstAnswer(wire(), answer, false), super.getOutputStream());
			return;
		}
		try {
			SSLSocket layer = shakeHands(this.security, true);
			proven(new FirstAnswer(layer.getInputStream(), answer, true), layer.getOutputStream());
		}
		catch (SSLException ex) {
			answer.refused(reason(ex));
			throw ex;
		}
	}

	private static String reason(SSLException failure) {
		return (failure.getCause() instanceof EOFException)
				? "it ended the connection during the handshake: it is stopping, or has no join token"
				: FirstAnswer.DIFFERENT + " (" + failure.getMessage() + ")";
	}

}

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

	ConnectingSocket(TransportSecurity security, GuardOptions options, RefusalLog refusals) {
		this.security = security;
		this.options = options;
		this.refusals = refusals;
	}

	@Override
	public void connect(SocketAddress peer, int timeoutMillis) throws IOException {
		long nanos = this.options.provingTime().toNanos();
		super.connect(peer, (timeoutMillis > 0) ? timeoutMillis : (int) this.options.provingTime().toMillis());
		wire().limitTo(System.nanoTime() + nanos);
		try {
			prove(peer);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	private void prove(SocketAddress peer) throws IOException {
		if (!this.security.isProtected()) {
			proven(new FirstAnswer(wire(), peer, this.refusals, false), super.getOutputStream());
			return;
		}
		try {
			SSLSocket layer = shakeHands(this.security, true);
			proven(new FirstAnswer(layer.getInputStream(), peer, this.refusals, true), layer.getOutputStream());
		}
		catch (SSLException ex) {
			this.refusals.refusedBy(peer, reason(ex));
			throw ex;
		}
	}

	private static String reason(SSLException failure) {
		return (failure.getCause() instanceof EOFException)
				? "it ended the connection during the handshake: it is stopping, or has no join token"
				: FirstAnswer.DIFFERENT + " (" + failure.getMessage() + ")";
	}

}

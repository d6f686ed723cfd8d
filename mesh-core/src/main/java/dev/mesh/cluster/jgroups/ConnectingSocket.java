package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import dev.mesh.security.RefusalLog;
import dev.mesh.security.TransportSecurity;

/**
 * A connection that this node makes. The TLS handshake, if there is protection, is left
 * to the connection's own reader: JGroups connects on the one thread that sends to all
 * peers, and a peer that hangs still accepts connections but never answers. What is
 * written before waits in memory. If the peer has not proven itself within the proving
 * time, the connection ends.
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
		Answer expected = new Answer(peer, this.refusals, this.answers);
		try {
			super.connect(peer, (timeoutMillis > 0) ? timeoutMillis : (int) this.options.provingTime().toMillis());
			carry(expected);
		}
		catch (IOException ex) {
			expected.settled();
			close();
			throw ex;
		}
	}

	private void carry(Answer expected) throws IOException {
		if (!this.security.isProtected()) {
			carry(new FirstAnswer(wire(), expected, false), super.getOutputStream());
			return;
		}
		wire().limitTo(System.nanoTime() + this.options.provingTime().toNanos());
		SSLSocket layer = this.security.layerOver(this, true);
		HeldOutput output = new HeldOutput();
		carry(new ProvingInput(() -> prove(expected, layer, output)), output);
	}

	private InputStream prove(Answer expected, SSLSocket layer, HeldOutput output) throws IOException {
		try {
			layer.startHandshake();
			wire().lift();
			output.release(layer.getOutputStream());
			return new FirstAnswer(layer.getInputStream(), expected, true);
		}
		catch (SSLException ex) {
			expected.refused(reason(ex));
			throw ended(output, ex);
		}
		catch (IOException ex) {
			expected.settled();
			throw ended(output, ex);
		}
	}

	/** JGroups takes this type for a peer that closed. */
	private EOFException ended(HeldOutput output, IOException reason) throws IOException {
		output.fail();
		close();
		EOFException ended = new EOFException("the peer did not prove itself: " + reason.getMessage());
		ended.initCause(reason);
		return ended;
	}

	private static String reason(SSLException failure) {
		return (failure.getCause() instanceof EOFException)
				? "it ended the connection during the handshake: it is stopping, or has no join token"
				: FirstAnswer.DIFFERENT + " (" + failure.getMessage() + ")";
	}

}

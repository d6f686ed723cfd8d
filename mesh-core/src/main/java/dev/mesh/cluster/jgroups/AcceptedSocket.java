package dev.mesh.cluster.jgroups;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLSocket;

import dev.mesh.security.TransportSecurity;
import org.jspecify.annotations.Nullable;

/**
 * A connection made to this node.
 */
final class AcceptedSocket extends GuardedSocket {

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile @Nullable Runnable onClose;

	AcceptedSocket() throws IOException {
		super(null);
	}

	/**
	 * Let the peer prove itself: complete the TLS handshake, if there is protection, and
	 * send a well-formed connect header, all before the deadline.
	 * @param security the protection
	 * @param deadlineNanos in terms of {@link System#nanoTime()}
	 * @throws IOException if it did not; the reason is in its type and message
	 */
	void prove(TransportSecurity security, long deadlineNanos) throws IOException {
		wire().limitTo(deadlineNanos);
		InputStream input = getInputStream();
		OutputStream output = getOutputStream();
		if (security.isProtected()) {
			SSLSocket layer = security.layerOver(this, false);
			layer.startHandshake();
			input = layer.getInputStream();
			output = layer.getOutputStream();
		}
		byte[] header = ConnectHeader.read(input);
		wire().lift();
		carry(new SequenceInputStream(new ByteArrayInputStream(header), input), output);
	}

	void onClose(Runnable action) {
		this.onClose = action;
	}

	/** The remote address, also after the socket was closed. */
	InetAddress address() {
		return getInetAddress();
	}

	SocketAddress peer() {
		return getRemoteSocketAddress();
	}

	@Override
	public synchronized void close() throws IOException {
		try {
			super.close();
		}
		finally {
			Runnable action = this.onClose;
			if (action != null && this.closed.compareAndSet(false, true)) {
				action.run();
			}
		}
	}

}

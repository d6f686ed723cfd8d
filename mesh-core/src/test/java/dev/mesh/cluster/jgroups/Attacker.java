package dev.mesh.cluster.jgroups;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

import dev.mesh.security.TransportSecurity;

/**
 * A connection of a peer that means harm.
 */
final class Attacker implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 20_000;

	private final Socket wire;

	private final Socket socket;

	private Attacker(Socket wire, Socket socket) {
		this.wire = wire;
		this.socket = socket;
	}

	static Attacker connect(InetSocketAddress target) throws IOException {
		Socket socket = new Socket();
		socket.connect(target);
		socket.setSoTimeout(PATIENCE_MILLIS);
		return new Attacker(socket, socket);
	}

	/** Connect as an insider: through TLS, where there is any. */
	static Attacker connect(InetSocketAddress target, TransportSecurity security) throws IOException {
		Attacker plain = connect(target);
		return security.isProtected() ? new Attacker(plain.wire, security.layerOver(plain.wire, true)) : plain;
	}

	Attacker sayHello() throws IOException {
		return send(ConnectHeader.of(InetAddress.getLoopbackAddress(), 9));
	}

	Attacker send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		this.socket.getOutputStream().flush();
		return this;
	}

	/** Whether the other side closes; a TLS alert may come first. */
	boolean isClosedByPeer() {
		try {
			this.wire.getInputStream().transferTo(OutputStream.nullOutputStream());
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	void hangUp() {
		try {
			close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.wire.close();
	}

}

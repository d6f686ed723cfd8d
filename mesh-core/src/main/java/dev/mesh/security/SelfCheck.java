package dev.mesh.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * Proves at start-up that a port is protected, by trying what a stranger would try. A
 * setting that did not take effect would otherwise be noticed by an attacker first.
 */
public final class SelfCheck {

	/** Longer than any port takes to refuse, so that a loaded machine passes. */
	private static final Duration BOUND = Duration.ofSeconds(8);

	/** How long the refusal of the node's own certificate may take to be noticed. */
	private static final Duration OWN_REFUSAL = Duration.ofMillis(100);

	/** How a refusal of plain bytes begins, if it is not silent. */
	private static final int TLS_ALERT = 21;

	private final TransportSecurity security;

	private final RefusalLog refusals;

	private final Duration bound;

	/**
	 * Make a check.
	 * @param security what the ports should be protected by
	 * @param refusals where the ports log refusals; those of the check are left out
	 */
	public SelfCheck(TransportSecurity security, RefusalLog refusals) {
		this(security, refusals, BOUND);
	}

	SelfCheck(TransportSecurity security, RefusalLog refusals, Duration bound) {
		this.security = security;
		this.refusals = refusals;
		this.bound = bound;
	}

	/**
	 * Require that a port of this process takes this node's certificate and refuses all
	 * else: plain bytes, no certificate, a stranger's certificate, and an older TLS. Does
	 * nothing if there is no protection to check. Blocks for some 200 ms, at most for
	 * seconds.
	 * @param listener where the port listens
	 * @param hello what a peer would say first if there were no protection
	 * @throws UnprotectedPortException if the port fails the check or cannot be reached
	 */
	public void requireRefusal(InetSocketAddress listener, byte[] hello) {
		SSLContext own = this.security.context();
		if (own == null) {
			return;
		}
		InetSocketAddress target = reachable(listener);
		requireOwnAccepted(target);
		requireRefused(target, hello, new Probe("plain bytes without TLS", null, "TLSv1.3"));
		requireRefused(target, hello, new Probe("TLS without a certificate", stranger(null), "TLSv1.3"));
		requireRefused(target, hello, new Probe("a stranger's certificate",
				stranger(new NodeKeyManager(NodeIdentity.selfSigned("stranger"))), "TLSv1.3"));
		requireRefused(target, hello, new Probe("TLS 1.2", own, "TLSv1.2"));
	}

	private void requireOwnAccepted(InetSocketAddress target) {
		try (Socket socket = connect(target); SSLSocket tls = this.security.layerOver(socket, true)) {
			tls.startHandshake();
			tls.setSoTimeout((int) OWN_REFUSAL.toMillis());
			tls.getInputStream().read();
		}
		catch (SocketTimeoutException ex) {
			// It waits for more: accepted.
		}
		catch (IOException ex) {
			throw new UnprotectedPortException(
					"Port " + target.getPort() + " of this node does not take this node's own certificate: "
							+ RefusalReason.of(ex)
							+ ". Check that key and trust material belong together and serve both client and server.",
					ex);
		}
	}

	private void requireRefused(InetSocketAddress target, byte[] hello, Probe probe) {
		try (Socket socket = connect(target)) {
			if (isAnswered(socket, hello, probe)) {
				throw new UnprotectedPortException("Port " + target.getPort() + " of this node is open to strangers: "
						+ "it did not refuse " + probe.what + ". Check what listens there and how it is protected.");
			}
		}
		catch (IOException ex) {
			throw new UnprotectedPortException("Port " + target.getPort()
					+ " of this node could not be checked: no connection. Check what listens there.", ex);
		}
	}

	/** Tell whether the peer said something, or kept waiting for more. */
	private static boolean isAnswered(Socket socket, byte[] hello, Probe probe) {
		try {
			Socket end = probe.layerOver(socket);
			end.getOutputStream().write(hello);
			end.getOutputStream().flush();
			int first = end.getInputStream().read();
			return first >= 0 && !(probe.context == null && first == TLS_ALERT);
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Socket connect(InetSocketAddress target) throws IOException {
		Socket socket = new Socket();
		try {
			// Bound before it connects, so that its refusal cannot come first.
			socket.bind(new InetSocketAddress(target.getAddress(), 0));
			this.refusals.expect(socket.getLocalSocketAddress());
			int millis = (int) this.bound.toMillis();
			socket.connect(target, millis);
			socket.setSoTimeout(millis);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	private static InetSocketAddress reachable(InetSocketAddress listener) {
		return listener.getAddress().isAnyLocalAddress()
				? new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getPort()) : listener;
	}

	private static SSLContext stranger(@Nullable NodeKeyManager key) {
		return TransportSecurity.context(key, new GullibleTrustManager());
	}

	/**
	 * What a stranger tries.
	 *
	 * @param what its name in messages
	 * @param context its TLS, if any
	 * @param protocol the version of TLS
	 */
	private record Probe(String what, @Nullable SSLContext context, String protocol) {

		Socket layerOver(Socket socket) throws IOException {
			if (this.context == null) {
				return socket;
			}
			SSLSocket layer = (SSLSocket) this.context.getSocketFactory()
				.createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
			layer.setEnabledProtocols(new String[] { this.protocol });
			layer.startHandshake();
			return layer;
		}

	}

}

package dev.mesh.security;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

/**
 * How peers prove themselves on both ports: mutual TLS 1.3, or nothing (loopback only).
 * Immutable and safe for use by any thread; made once per node.
 */
public final class TransportSecurity {

	private static final String PROTOCOL = "TLSv1.3";

	/** Sessions kept for resumption; the JDK keeps 20,480 unless told. */
	private static final int SESSION_CACHE = 256;

	private final @Nullable SSLContext context;

	private TransportSecurity(@Nullable SSLContext context) {
		this.context = context;
	}

	/**
	 * No protection; only for loopback.
	 * @return no protection
	 */
	public static TransportSecurity none() {
		return new TransportSecurity(null);
	}

	/**
	 * Mutual TLS 1.3 between all nodes that have the token and name the same cluster.
	 * Takes about 100 ms and 32 MiB for the derivation of the key: call it once per node.
	 * @param token the shared secret
	 * @param clusterName the cluster; nodes of other clusters are strangers, even with
	 * the same token
	 * @param nodeName the name that peers see in this node's certificate
	 * @return the protection
	 */
	public static TransportSecurity fromToken(JoinToken token, String clusterName, String nodeName) {
		CertificateAuthority authority = CertificateAuthority.derive(token, clusterName);
		return of(NodeIdentity.issuedBy(authority, nodeName),
				Set.of(new TrustAnchor(authority.name(), authority.publicKey(), null)));
	}

	/**
	 * Mutual TLS 1.3 with key and trust material of one's own.
	 * @param key the node's private key
	 * @param chain the node's certificate, followed by intermediate ones
	 * @param trusted the authorities whose certificates prove a peer; whoever has one of
	 * theirs may join and call, so they should serve this cluster alone
	 * @return the protection
	 */
	public static TransportSecurity fromKeyAndTrust(PrivateKey key, List<X509Certificate> chain,
			Collection<X509Certificate> trusted) {
		return of(new NodeIdentity(key, chain),
				trusted.stream()
					.map((certificate) -> new TrustAnchor(certificate, null))
					.collect(Collectors.toUnmodifiableSet()));
	}

	/**
	 * Mutual TLS 1.3 with a context that holds key and trust material, such as that of a
	 * Spring SSL bundle.
	 * @param context holds the node's key and whom it trusts; whoever it trusts may join
	 * and call
	 * @return the protection
	 */
	public static TransportSecurity mutualTls(SSLContext context) {
		return new TransportSecurity(context);
	}

	static TransportSecurity of(NodeIdentity identity, Set<TrustAnchor> anchors) {
		return mutualTls(context(new NodeKeyManager(identity), new PeerTrustManager(anchors)));
	}

	static SSLContext context(@Nullable KeyManager key, TrustManager trust) {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init((key != null) ? new KeyManager[] { key } : new KeyManager[0], new TrustManager[] { trust },
					null);
			context.getServerSessionContext().setSessionCacheSize(SESSION_CACHE);
			context.getClientSessionContext().setSessionCacheSize(SESSION_CACHE);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no TLS. Use one that has.", ex);
		}
	}

	/**
	 * Return the TLS context, or {@code null} without protection.
	 * @return the context
	 */
	public @Nullable SSLContext context() {
		return this.context;
	}

	/**
	 * Tell whether peers must prove themselves.
	 * @return whether there is protection
	 */
	public boolean isProtected() {
		return this.context != null;
	}

	/**
	 * Return a new engine for the accepting side: TLS 1.3 only, and the peer must show
	 * its certificate.
	 * @return the engine
	 * @throws IllegalStateException without protection
	 */
	public SSLEngine serverEngine() {
		return engine(false);
	}

	/**
	 * Return a new engine for the connecting side: TLS 1.3 only, and no host name is
	 * compared.
	 * @return the engine
	 * @throws IllegalStateException without protection
	 */
	public SSLEngine clientEngine() {
		return engine(true);
	}

	/**
	 * Lay TLS over a connected socket, for a handshake to follow. Closing the result
	 * closes the socket.
	 * @param socket the connected socket
	 * @param client whether this node made the connection
	 * @return the layer
	 * @throws IOException if the socket is closed
	 * @throws IllegalStateException without protection
	 */
	public SSLSocket layerOver(Socket socket, boolean client) throws IOException {
		// The address as a literal: a name would be looked up.
		String peer = socket.getInetAddress().getHostAddress();
		SSLSocket layer = (SSLSocket) required().getSocketFactory().createSocket(socket, peer, socket.getPort(), true);
		layer.setUseClientMode(client);
		layer.setSSLParameters(restrict(layer.getSSLParameters(), client));
		return layer;
	}

	private SSLEngine engine(boolean client) {
		SSLEngine engine = required().createSSLEngine();
		engine.setUseClientMode(client);
		engine.setSSLParameters(restrict(engine.getSSLParameters(), client));
		return engine;
	}

	private static SSLParameters restrict(SSLParameters parameters, boolean client) {
		parameters.setProtocols(new String[] { PROTOCOL });
		if (!client) {
			parameters.setNeedClientAuth(true);
		}
		return parameters;
	}

	private SSLContext required() {
		SSLContext context = this.context;
		if (context == null) {
			throw new IllegalStateException("There is no protection to apply. Ask isProtected() first.");
		}
		return context;
	}

}

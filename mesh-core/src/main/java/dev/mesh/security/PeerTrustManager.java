package dev.mesh.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Trusts what leads to one of the given anchors, for both roles alike. Host names play no
 * part: a peer is known by its key, not by where it runs. There is no revocation either;
 * a new token or authority does that.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {

	private static final int LONGEST_CHAIN = 8;

	private final Set<TrustAnchor> anchors;

	PeerTrustManager(Set<TrustAnchor> anchors) {
		this.anchors = Set.copyOf(anchors);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
			throws CertificateException {
		check(chain);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
			throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
			throws CertificateException {
		check(chain);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
			throws CertificateException {
		check(chain);
	}

	/**
	 * Name no issuers: a stranger who connects need not learn them.
	 */
	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

	private void check(X509Certificate[] chain) throws CertificateException {
		if (chain.length == 0 || chain.length > LONGEST_CHAIN) {
			throw new CertificateException("the peer showed " + chain.length + " certificates");
		}
		if (isAnchor(chain[0])) {
			chain[0].checkValidity();
			return;
		}
		try {
			PKIXParameters parameters = new PKIXParameters(this.anchors);
			parameters.setRevocationEnabled(false);
			CertPathValidator.getInstance("PKIX")
				.validate(CertificateFactory.getInstance("X.509").generateCertPath(belowAnchors(chain)), parameters);
		}
		catch (GeneralSecurityException ex) {
			throw new CertificateException("the peer's certificate does not lead to a trusted authority", ex);
		}
	}

	/** A path must not hold its own anchor, which some peers send along. */
	private List<X509Certificate> belowAnchors(X509Certificate[] chain) {
		int length = chain.length;
		while (length > 1 && isAnchor(chain[length - 1])) {
			length--;
		}
		return Arrays.asList(chain).subList(0, length);
	}

	private boolean isAnchor(X509Certificate certificate) {
		return this.anchors.stream().anyMatch((anchor) -> certificate.equals(anchor.getTrustedCert()));
	}

}

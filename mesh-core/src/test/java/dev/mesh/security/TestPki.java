package dev.mesh.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of its own.
 */
public final class TestPki {

	private static final char[] PASSWORD = "test".toCharArray();

	private final KeyPair authorityKeys = keys();

	private final X509Certificate authority = sign("CN=authority", this.authorityKeys);

	/**
	 * Return a context whose key this authority signed and that trusts only it.
	 */
	public SSLContext context() throws Exception {
		KeyPair own = keys();
		KeyStore keyStore = emptyStore();
		keyStore.setKeyEntry("node", own.getPrivate(), PASSWORD,
				new X509Certificate[] { sign("CN=node", own), this.authority });
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
		keyManagers.init(keyStore, PASSWORD);
		return context(keyManagers);
	}

	/**
	 * Return a context that trusts this authority and has no key.
	 */
	public SSLContext contextWithoutKey() throws Exception {
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
		keyManagers.init(emptyStore(), PASSWORD);
		return context(keyManagers);
	}

	private SSLContext context(KeyManagerFactory keyManagers) throws Exception {
		KeyStore trustStore = emptyStore();
		trustStore.setCertificateEntry("authority", this.authority);
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
		trustManagers.init(trustStore);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
		return context;
	}

	private static KeyStore emptyStore() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private X509Certificate sign(String name, KeyPair subject) {
		try {
			Instant now = Instant.now();
			var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=authority"),
					BigInteger.valueOf(System.nanoTime()), Date.from(now.minus(Duration.ofDays(1))),
					Date.from(now.plus(Duration.ofDays(1))), new X500Name(name), subject.getPublic());
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(subject == this.authorityKeys));
			return new JcaX509CertificateConverter().getCertificate(builder
				.build(new JcaContentSignerBuilder("SHA256withECDSA").build(this.authorityKeys.getPrivate())));
		}
		catch (GeneralSecurityException | OperatorCreationException | CertIOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package dev.mesh.security;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A node's own key and the certificate that shows it. The key is fresh at every start and
 * never leaves the process.
 *
 * @param privateKey the key
 * @param chain the certificate, followed by those that lead to the trusted one, if any
 */
record NodeIdentity(PrivateKey privateKey, List<X509Certificate> chain) {

	/**
	 * The certificates hold for all time: whoever has the token can issue itself another
	 * at any moment, so an end would take away nothing from a thief, but would lock out a
	 * node whose clock is wrong. What ends them is a new token.
	 */
	private static final Date NOT_BEFORE = Date.from(Instant.EPOCH);

	/** RFC 5280, 4.1.2.5: the value for a certificate without a defined end. */
	private static final Date NOT_AFTER = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

	/** RFC 5280, A.1: the longest common name. */
	private static final int COMMON_NAME_LENGTH = 64;

	private static final int SERIAL_BITS = 127;

	NodeIdentity {
		chain = List.copyOf(chain);
	}

	static NodeIdentity issuedBy(CertificateAuthority authority, String nodeName) {
		KeyPair keys = freshKeys();
		return issue(authority.name(), authority.privateKey(), keys, nodeName);
	}

	/**
	 * Return what a stranger can make for itself.
	 * @param name the name in the certificate
	 * @return the identity
	 */
	static NodeIdentity selfSigned(String name) {
		KeyPair keys = freshKeys();
		return issue(CertificateAuthority.NAME, keys.getPrivate(), keys, name);
	}

	private static KeyPair freshKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no P-256 keys. Use one that has.", ex);
		}
	}

	private static NodeIdentity issue(X500Principal issuer, PrivateKey issuerKey, KeyPair keys, String nodeName) {
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(X500Name.getInstance(issuer.getEncoded()),
				new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE), NOT_BEFORE, NOT_AFTER,
				subject(nodeName), keys.getPublic());
		try {
			extend(builder, Extension.basicConstraints, true, new BasicConstraints(false));
			extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
			extend(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
					new KeyPurposeId[] { KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth }));
			extend(builder, Extension.subjectAlternativeName, false, alternativeName(nodeName));
			X509Certificate certificate = new JcaX509CertificateConverter()
				.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
			return new NodeIdentity(keys.getPrivate(), List.of(certificate));
		}
		catch (GeneralSecurityException | OperatorCreationException | CertIOException ex) {
			throw new IllegalStateException(
					"No certificate could be issued for node '" + nodeName + "'. Report this with the cause below.",
					ex);
		}
	}

	private static void extend(X509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, boolean critical,
			ASN1Encodable value) throws CertIOException {
		builder.addExtension(oid, critical, value);
	}

	private static X500Name subject(String nodeName) {
		String commonName = nodeName.substring(0, Math.min(nodeName.length(), COMMON_NAME_LENGTH));
		return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
	}

	private static GeneralNames alternativeName(String nodeName) {
		return new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier,
				"mesh:node:" + URLEncoder.encode(nodeName, StandardCharsets.UTF_8)));
	}

	@Override
	public String toString() {
		return "NodeIdentity[" + this.chain.get(0).getSubjectX500Principal() + "]";
	}

}

package dev.mesh.security;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The private certificate authority of a cluster: the same token and cluster name give
 * the same P-256 key on every node, so that nobody has to hand out certificates.
 * <p>
 * The key is {@code (scrypt(token, salt, N, r, p, 40 bytes) mod (n - 1)) + 1}: 64 bits
 * more than the order has make the bias of the remainder negligible (FIPS 186-5, A.2.1).
 * The salt holds a version, so that the derivation can change without mixing up nodes,
 * and the cluster name behind its length, so that one token serves several clusters
 * without letting them meet.
 *
 * @param name the issuer in the certificates
 * @param privateKey signs certificates
 * @param publicKey checks them
 */
record CertificateAuthority(X500Principal name, PrivateKey privateKey, PublicKey publicKey) {

	static final X500Principal NAME = new X500Principal("CN=mesh cluster");

	private static final String VERSION = "mesh join token v1";

	private static final String CURVE = "secp256r1";

	/** 2^15 blocks of 8 * 128 bytes: 32 MiB and about 100 ms, once per start. */
	private static final int SCRYPT_N = 1 << 15;

	private static final int SCRYPT_R = 8;

	private static final int SCRYPT_P = 1;

	private static final int DERIVED_BYTES = 40;

	static CertificateAuthority derive(JoinToken token, String clusterName) {
		byte[] derived = SCrypt.generate(token.bytes(), salt(clusterName), SCRYPT_N, SCRYPT_R, SCRYPT_P, DERIVED_BYTES);
		try {
			return of(new BigInteger(1, derived));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime has no " + CURVE + " keys. Use one that has.", ex);
		}
	}

	private static CertificateAuthority of(BigInteger derived) throws GeneralSecurityException {
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
		parameters.init(new ECGenParameterSpec(CURVE));
		ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
		BigInteger scalar = derived.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
		KeyFactory keys = KeyFactory.getInstance("EC");
		return new CertificateAuthority(NAME, keys.generatePrivate(new ECPrivateKeySpec(scalar, curve)),
				keys.generatePublic(new ECPublicKeySpec(multiplyBasePoint(scalar), curve)));
	}

	private static ECPoint multiplyBasePoint(BigInteger scalar) {
		org.bouncycastle.math.ec.ECPoint point = CustomNamedCurves.getByName(CURVE).getG().multiply(scalar).normalize();
		return new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
	}

	private static byte[] salt(String clusterName) {
		byte[] name = clusterName.getBytes(StandardCharsets.UTF_8);
		byte[] version = VERSION.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(version.length + Integer.BYTES + name.length)
			.put(version)
			.putInt(name.length)
			.put(name)
			.array();
	}

	@Override
	public String toString() {
		return "CertificateAuthority[" + this.name + "]";
	}

}

package dev.mesh.spring.autoconfigure.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.mesh.cluster.NodeId;
import dev.mesh.rpc.IdentityRefusedException;

/**
 * States on whose behalf a call is made, and checks such statements: a name, authorities
 * and the time, signed with a key that all nodes derive from what they share. A statement
 * holds for one calling node, one service, and a short time.
 * <p>
 * Its parts are texts in Base64, divided by dots; the last is the signature of all before
 * it. Immutable.
 */
final class SignedStatements {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String FORMAT = "1";

	/** The format, the time and the name. */
	private static final int PARTS_BEFORE_AUTHORITIES = 3;

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final SecretKeySpec key;

	private final Duration lifetime;

	private final InstantSource time;

	/**
	 * Make what states and checks.
	 * @param secret what all nodes share
	 * @param lifetime how far the clocks of the two nodes may be apart, the way of the
	 * call included
	 * @param time tells the time
	 */
	SignedStatements(String secret, Duration lifetime, InstantSource time) {
		byte[] shared = secret.getBytes(StandardCharsets.UTF_8);
		// Not the secret itself: that is also what peers are admitted by.
		this.key = new SecretKeySpec(sign(new SecretKeySpec(shared, ALGORITHM), "mesh caller identity"), ALGORITHM);
		this.lifetime = lifetime;
		this.time = time;
	}

	String state(NodeId caller, String service, String name, Collection<String> authorities) {
		StringBuilder statement = new StringBuilder(FORMAT).append('.').append(this.time.millis()).append('.');
		statement.append(encode(name));
		authorities.forEach((authority) -> statement.append('.').append(encode(authority)));
		byte[] signature = sign(this.key, signed(statement.toString(), caller, service));
		return statement.append('.').append(ENCODER.encodeToString(signature)).toString();
	}

	Stated check(NodeId caller, String service, String statement) throws IdentityRefusedException {
		int end = statement.lastIndexOf('.');
		if (end < 0 || !statement.startsWith(FORMAT + '.')) {
			throw new IdentityRefusedException(
					"the statement is of no known format: run the same version on all nodes");
		}
		String stated = statement.substring(0, end);
		byte[] expected = sign(this.key, signed(stated, caller, service));
		if (!MessageDigest.isEqual(expected, decode(statement.substring(end + 1)))) {
			throw new IdentityRefusedException(
					"the statement is not signed for this call with the token of this node: set the same one on all");
		}
		// Taken apart only now: it is as a node wrote it that knows the token.
		String[] parts = stated.split("\\.", -1);
		requireFresh(parts[1]);
		return new Stated(text(parts[2]),
				Arrays.stream(parts).skip(PARTS_BEFORE_AUTHORITIES).map(SignedStatements::text).toList());
	}

	private void requireFresh(String millis) throws IdentityRefusedException {
		Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), this.time.instant());
		if (age.abs().compareTo(this.lifetime) > 0) {
			throw new IdentityRefusedException(
					"it was stated " + age.abs() + (age.isNegative() ? " ahead of" : " before")
							+ " the clock here, and mesh.authentication.lifetime is " + this.lifetime
							+ ": set the clocks of both nodes");
		}
	}

	private static String signed(String statement, NodeId caller, String service) {
		return statement + '\n' + caller + '\n' + service;
	}

	private static byte[] sign(SecretKeySpec key, String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + ", which every Java has, is not there", ex);
		}
	}

	private static String encode(String text) {
		return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(String part) {
		return new String(decode(part), StandardCharsets.UTF_8);
	}

	/** What is not Base64 is nothing that was signed. */
	private static byte[] decode(String part) {
		try {
			return Base64.getUrlDecoder().decode(part);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	/**
	 * What was stated.
	 *
	 * @param name the caller's name
	 * @param authorities what the caller may do
	 */
	record Stated(String name, List<String> authorities) {

		Stated {
			authorities = List.copyOf(authorities);
		}

	}

}

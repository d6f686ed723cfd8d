package dev.mesh.security;

import java.nio.charset.StandardCharsets;

/**
 * The secret that the nodes of a cluster share. Whoever has it may join and call. It is
 * never printed: {@link #toString()} masks it.
 * <p>
 * A stranger who connects sees a certificate that depends on the token, and may try
 * tokens against it at home. The slow derivation makes each try costly, but only a random
 * token withstands it: {@code openssl rand -base64 24} writes a good one.
 */
public final class JoinToken {

	/**
	 * The least number of characters of a token.
	 */
	public static final int MIN_LENGTH = 16;

	private final String value;

	private JoinToken(String value) {
		this.value = value;
	}

	/**
	 * Check a token.
	 * @param value the secret, at least {@value #MIN_LENGTH} characters
	 * @return the token
	 * @throws IllegalArgumentException if it is too short, or begins or ends with white
	 * space, which a file or a shell adds unseen; the message does not hold the token
	 */
	public static JoinToken of(String value) {
		if (!value.equals(value.strip())) {
			throw new IllegalArgumentException(
					"The join token begins or ends with white space, as a line end in a file "
							+ "or variable does. Remove it, so that all nodes have the same token.");
		}
		if (value.length() < MIN_LENGTH) {
			throw new IllegalArgumentException("The join token has " + value.length() + " characters, the least is "
					+ MIN_LENGTH + ". Use a random one, as 'openssl rand -base64 24' writes it.");
		}
		return new JoinToken(value);
	}

	byte[] bytes() {
		return this.value.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JoinToken token && token.value.equals(this.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return "JoinToken[masked]";
	}

}

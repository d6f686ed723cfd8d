package dev.mesh.spring.autoconfigure;

import java.security.SecureRandom;

import org.springframework.util.StringUtils;

/**
 * Names a node that was given no name: what it is, and four characters that are easily
 * read out and told apart.
 */
final class NodeName {

	private static final String ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";

	private static final int LENGTH = 4;

	private NodeName() {
	}

	static String generate(String application) {
		SecureRandom random = new SecureRandom();
		StringBuilder name = new StringBuilder(StringUtils.hasText(application) ? application : "node").append('-');
		for (int i = 0; i < LENGTH; i++) {
			name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
		}
		return name.toString();
	}

}

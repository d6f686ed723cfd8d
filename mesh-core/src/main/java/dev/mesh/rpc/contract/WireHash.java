package dev.mesh.rpc.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * 64-bit names for things on the wire: the first bytes of a SHA-256, so that nobody can
 * make two contracts collide by choosing names.
 */
public final class WireHash {

	private WireHash() {
	}

	static long of(String owner, List<String> signatures) {
		MessageDigest digest = sha256();
		update(digest, owner);
		signatures.forEach((signature) -> update(digest, signature));
		return ByteBuffer.wrap(digest.digest()).getLong();
	}

	/**
	 * Return the name of bytes.
	 * @param bytes the bytes
	 * @return 64 bits
	 */
	public static long of(byte[] bytes) {
		return ByteBuffer.wrap(sha256().digest(bytes)).getLong();
	}

	private static void update(MessageDigest digest, String text) {
		digest.update(text.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("SHA-256 is missing: use a complete Java runtime", ex);
		}
	}

}

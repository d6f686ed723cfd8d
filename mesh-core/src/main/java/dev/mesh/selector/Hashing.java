package dev.mesh.selector;

/**
 * Hashes that are the same on every node and in every version: who owns a key depends on
 * them.
 */
final class Hashing {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private Hashing() {
	}

	/**
	 * Spread a value over all 64 bits (the finalizer of SplitMix64).
	 * @param value the value
	 * @return the spread value
	 */
	static long mix(long value) {
		long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
		return mixed ^ (mixed >>> 31);
	}

	/**
	 * Hash a text (FNV-1a over its UTF-16 units, then mixed), without allocating.
	 * @param text the text
	 * @return the hash
	 */
	static long text(String text) {
		long hash = FNV_OFFSET;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * FNV_PRIME;
		}
		return mix(hash);
	}

}

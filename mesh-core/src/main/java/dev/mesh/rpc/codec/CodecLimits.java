package dev.mesh.rpc.codec;

/**
 * Bounds of what is decoded, whatever a peer claims. The size of the bytes themselves is
 * bounded by the frame.
 *
 * @param maxDepth how deep values may nest
 * @param maxGraphBytes the most memory, roughly, that the objects of one decoded value
 * may take
 * @param lanes the most threads that encode or decode with one type table at a time; more
 * wait
 * @param readers the most type tables of peers kept ready
 */
public record CodecLimits(int maxDepth, long maxGraphBytes, int lanes, int readers) {

	public CodecLimits {
		if (maxDepth < 2 || maxGraphBytes < 1 || lanes < 1 || readers < 1) {
			throw new IllegalArgumentException(
					"maxDepth is %d, maxGraphBytes %d, lanes %d and readers %d: one is too small. Use at least 2, 1, 1 and 1."
						.formatted(maxDepth, maxGraphBytes, lanes, readers));
		}
	}

	/**
	 * Return the defaults: 200 levels, 64 MiB, two lanes per processor and at least four,
	 * 64 readers.
	 * @return the defaults
	 */
	public static CodecLimits defaults() {
		return new CodecLimits(200, 64L << 20, Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), 64);
	}

}

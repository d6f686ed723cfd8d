package dev.mesh.rpc.stream;

/**
 * Bounds of streams.
 *
 * @param windowItems how many items of one stream may be on their way to a reader, or
 * wait for it, at most
 * @param windowBytes how many bytes that may be; one frame more if items are large
 * @param maxOpen the most streams open on this node at a time, those it reads and those
 * it serves counted apart
 * @param threads the most threads that hand items to readers and ask publishers for them
 */
public record StreamOptions(int windowItems, int windowBytes, int maxOpen, int threads) {

	public StreamOptions {
		if (windowItems < 1 || windowBytes < 1 || maxOpen < 1 || threads < 1) {
			throw new IllegalArgumentException("bounds of streams are %d items, %d bytes, %d open, %d threads: "
				.formatted(windowItems, windowBytes, maxOpen, threads) + "each must be 1 or more");
		}
	}

	/**
	 * Return the defaults: 256 items or 256 KiB on their way, 1,024 open, 64 threads.
	 * @return the defaults
	 */
	public static StreamOptions defaults() {
		return new StreamOptions(256, 256 * 1024, 1024, 64);
	}

}

package dev.mesh.rpc.wire;

import java.time.Duration;

/**
 * Bounds that follow from the options or need no setting.
 */
final class WireLimits {

	/**
	 * How long a stranger with a newer view is kept waiting for ours to catch up.
	 */
	static final Duration VIEW_CATCH_UP = Duration.ofSeconds(1);

	/**
	 * How often a connection is looked at for signs of life.
	 */
	static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(5);

	/**
	 * After how many intervals without a byte a connection is given up.
	 */
	static final int SILENT_INTERVALS = 3;

	/**
	 * Write-buffer marks: above the high one nothing more is given to the channel.
	 */
	static final int LOW_WATER_BYTES = 64 * 1024;

	static final int HIGH_WATER_BYTES = 256 * 1024;

	private static final long MIN_QUEUED_BYTES = 32L * 1024 * 1024;

	private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofSeconds(3);

	private WireLimits() {
	}

	/**
	 * Return the most bytes that wait to be written to one peer.
	 * @param options the options
	 * @return the bytes
	 */
	static long maxQueuedBytes(RpcOptions options) {
		return Math.max(MIN_QUEUED_BYTES, 4L * options.maxFrameBytes());
	}

	static int connectTimeoutMillis(RpcOptions options) {
		return (int) Math.min(options.handshakeTimeout().toMillis(), MAX_CONNECT_TIMEOUT.toMillis());
	}

	/**
	 * Return the most connections that have not proven themselves yet. They are fewer
	 * than all, so that strangers cannot use up what members need.
	 * @param options the options
	 * @return the number
	 */
	static int maxUnproven(RpcOptions options) {
		return Math.max(1, options.maxConnections() / 4);
	}

}

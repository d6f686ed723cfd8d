package dev.mesh.benchmarks.calls.peers;

/**
 * What every peer is set to where its default would refuse the work.
 */
final class Limits {

	/** The largest message. */
	static final int MESSAGE_BYTES = 16 * 1024 * 1024;

	/** The most calls waiting for a thread of the server. */
	static final int QUEUE = 8192;

	private Limits() {
	}

}

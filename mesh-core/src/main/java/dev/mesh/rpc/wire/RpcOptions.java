package dev.mesh.rpc.wire;

import java.time.Duration;

/**
 * Bounds and settings of the call path.
 *
 * @param bindAddress the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param timeout the deadline of calls that set none
 * @param maxFrameBytes the largest frame sent or accepted
 * @param maxInFlight the most requests awaiting a reply on one connection
 * @param maxConnections the most connections accepted
 * @param handshakeTimeout how long a new connection may take to prove itself
 * @param eventLoops event-loop threads, 0 for one per two processors and at least one
 * @param workers the most threads that serve calls, where they are not virtual
 * @param queue the most calls waiting for a worker
 * @param virtualThreads whether calls are served on virtual threads (Java 21 and later)
 * @param inlineShortCalls whether calls of methods that have shown to be short are served
 * by the threads that read them
 */
public record RpcOptions(String bindAddress, int port, Duration timeout, int maxFrameBytes, int maxInFlight,
		int maxConnections, Duration handshakeTimeout, int eventLoops, int workers, int queue, boolean virtualThreads,
		boolean inlineShortCalls) {

	/**
	 * Return the defaults: loopback, any port, 5 s, frames of 8 MiB, 8,192 in flight,
	 * 1,024 connections, 5 s to prove oneself, 64 workers with a queue of 1,024.
	 * @return the defaults
	 */
	public static RpcOptions defaults() {
		return new RpcOptions("127.0.0.1", 0, Duration.ofSeconds(5), 8 * 1024 * 1024, 8192, 1024, Duration.ofSeconds(5),
				0, 64, 1024, false, true);
	}

}

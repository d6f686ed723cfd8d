/**
 * Serves the calls that other nodes make.
 * <p>
 * Threads: requests arrive on event loops and are handed off at once. The
 * {@code mesh-rpc-worker} threads (a bounded pool, or virtual threads) read arguments,
 * run services and write results; services may block there. Stages that services return
 * are awaited by no thread; their results are written on the thread that completes them.
 */
@NullMarked
package dev.mesh.rpc.server;

import org.jspecify.annotations.NullMarked;

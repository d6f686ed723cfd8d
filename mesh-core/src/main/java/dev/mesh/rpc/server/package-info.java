/**
 * Serves the calls that other nodes make.
 * <p>
 * Threads: requests arrive on event loops. Those of methods that have shown to be short,
 * or are declared inline, are served by the {@code mesh-rpc} thread that read them, after
 * it has left its loop; all others are handed off at once. The {@code mesh-rpc-worker}
 * threads (a bounded pool, or virtual threads) read arguments, run services and write
 * results. Services may block on either. Stages that services return are awaited by no
 * thread; their results are written on the thread that completes them.
 */
@NullMarked
package dev.mesh.rpc.server;

import org.jspecify.annotations.NullMarked;

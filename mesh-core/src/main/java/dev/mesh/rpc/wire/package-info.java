/**
 * Frames between nodes over Netty: connections, handshakes, requests and replies. The
 * entry is {@link dev.mesh.rpc.wire.RpcTransport}; the bytes are described in
 * {@code docs/reference/wire-protocol.md}.
 * <p>
 * <b>Threads.</b> {@code mesh-rpc-N} are the threads of the event loops, daemons owned by
 * the transport and shared by server and client. One of them leads each loop at a time
 * and may serve short calls between two looks at its sockets; another takes the lead over
 * if a call holds it up: see {@code LeaderEventLoop}. Nothing else may block there. A
 * connection belongs to one loop for life and its state is touched by that loop alone;
 * what other threads hand to it goes through an {@code Outbox}. Requests and replies are
 * encoded on the thread that gives them. Handlers, reply handlers and cancel actions are
 * called on a loop and hand off what takes time. Views arrive on a notifier thread of
 * {@code dev.mesh.watch}, which only passes them on to the loops. Locks are held by
 * {@code Peer}, {@code ConnectionGate} and {@code NettyRpcClient} while connections are
 * opened or dropped, never while calling out to handlers.
 */
@NullMarked
package dev.mesh.rpc.wire;

import org.jspecify.annotations.NullMarked;

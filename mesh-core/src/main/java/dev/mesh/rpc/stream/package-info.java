/**
 * Streams that methods of contracts return or take: windows, order, ends. A
 * {@link dev.mesh.rpc.stream.StreamSender} reads a publisher on one node, a
 * {@link dev.mesh.rpc.stream.StreamReceiver} is the publisher on the other, and a
 * {@link dev.mesh.rpc.stream.StreamSession} ties those of one request to its connection.
 * <p>
 * <b>Threads.</b> {@code mesh-stream-N} (a bounded pool) call subscribers and ask
 * publishers for items, one thread at a time for one stream; both may block there, as
 * long as not all of them do. Items are encoded on whatever thread the publisher emits
 * them. Frames arrive and are taken on event loops, which only queue and dequeue: no code
 * of a publisher, a subscriber or a codec runs there.
 */
@NullMarked
package dev.mesh.rpc.stream;

import org.jspecify.annotations.NullMarked;

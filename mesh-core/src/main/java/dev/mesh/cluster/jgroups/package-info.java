/**
 * Membership over JGroups: the protocol stack, discovery, what is let in from the wire,
 * and the in-process network for tests.
 *
 * <p>
 * Threads: JGroups hands messages over on its own pool ({@code mesh-jgroups-…}), whose
 * threads may not be held up; so everything goes to the membership thread at once.
 * Connecting blocks, and after the start happens on {@code mesh-cluster-rejoin} alone.
 * Per listening port there is one {@code mesh-guard-accept-…} that takes connections from
 * the kernel, and up to {@code GuardOptions.maxPending} {@code mesh-guard-…} threads,
 * none when idle, that each wait under a deadline for one peer to prove itself. They end
 * when the server socket is closed. JGroups' own acceptor only sees sockets that passed,
 * so a silent or hostile peer cannot block it. On a connection that this node makes, the
 * handshake runs on that connection's reader: JGroups' one sending thread never waits for
 * a peer to answer.
 *
 * <p>
 * The stack, bottom up, and why: {@code TCP} (one port, closed sockets are evidence of
 * death), a discovery protocol, {@code MERGE3}, {@code FD_ALL3} with signs of life to few
 * and {@code VERIFY_SUSPECT2} (timeouts derived from one failure timeout),
 * {@code NAKACK2}, {@code UNICAST3}, {@code STABLE}, {@code GMS}, {@code UFC}. What is
 * left out is left out to keep what strangers can reach small: no {@code FD_SOCK2} (a
 * second port, in plain text), no fragmentation (frames are bounded, and reassembly would
 * decode a second time), no state transfer, no diagnostics.
 */
@NullMarked
package dev.mesh.cluster.jgroups;

import org.jspecify.annotations.NullMarked;

/**
 * Membership and control messages over JGroups.
 * <p>
 * Threads of the guard, per listening port: one {@code mesh-guard-accept-…} that takes
 * connections from the kernel, and up to {@code GuardOptions.maxPending}
 * {@code mesh-guard-…} threads, none when idle, that each wait under a deadline for one
 * peer to prove itself. They end when the server socket is closed. JGroups' own acceptor
 * and readers only see sockets that passed, so a silent or hostile peer can block none of
 * them.
 */
@NullMarked
package dev.mesh.cluster.jgroups;

import org.jspecify.annotations.NullMarked;

/**
 * Calls that say where they go: to one node by a selector of their own, to several at
 * once, to all.
 * <p>
 * Threads: none of its own. What waits, waits on the caller's thread; the rest is carried
 * on by the {@code mesh-rpc-callback} threads, and an instance on this node is called by
 * a {@code mesh-rpc-worker}.
 */
@NullMarked
package dev.mesh.rpc.template;

import org.jspecify.annotations.NullMarked;

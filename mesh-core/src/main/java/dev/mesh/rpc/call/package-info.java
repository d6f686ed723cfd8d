/**
 * The caller's side of a call: where it goes, how often it is tried, how it ends.
 * <p>
 * Threads: a call that waits for its result does everything on the caller's thread,
 * decoding included; event loops only wake it. A call that returns a stage is carried on
 * by the {@code mesh-rpc-callback} threads, which also complete the stage, or, where that
 * has shown to be short, by the {@code mesh-rpc} thread that read the reply, after it has
 * left its loop: what callers attach to it may block for a moment, and must not wait for
 * other stages of remote calls. {@code mesh-rpc-timer} only wakes others.
 */
@NullMarked
package dev.mesh.rpc.call;

import org.jspecify.annotations.NullMarked;

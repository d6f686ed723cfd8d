/**
 * Puts load on an {@code OrderDesk} and takes the figures of it.
 * <p>
 * Threads: the {@code mesh-bench-caller} threads make the calls and block in them; each
 * writes its own histogram. Calls in flight without a thread are completed on threads of
 * the contestant, which must do no more here than record a figure and wake the caller.
 */
@NullMarked
package dev.mesh.benchmarks.calls.load;

import org.jspecify.annotations.NullMarked;

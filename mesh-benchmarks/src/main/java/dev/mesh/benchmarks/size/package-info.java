/**
 * Membership and directory by the size of the cluster: {@link SizeBenchmark} runs it, on
 * nodes that share a JVM and a network without sockets.
 *
 * <p>
 * One thread measures. Threads named {@code mesh-bench-nodes} start and end the nodes, as
 * several machines would side by side, and are gone when these have.
 */
@NullMarked
package dev.mesh.benchmarks.size;

import org.jspecify.annotations.NullMarked;

/**
 * Membership and directory by the size of the cluster: {@link SizeBenchmark} runs it, on
 * nodes that share a JVM and a network without sockets.
 */
@NullMarked
package dev.mesh.benchmarks.size;

import org.jspecify.annotations.NullMarked;

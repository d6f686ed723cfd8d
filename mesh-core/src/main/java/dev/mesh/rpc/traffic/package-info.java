/**
 * Measures who calls whom, and how much: how many calls is counted, who made them is
 * found by sampling.
 * <p>
 * Threads: calls count on their own threads and never wait for one another. Whoever takes
 * a window ({@link dev.mesh.rpc.traffic.CallTraffic#take()}) holds a lock that no call
 * asks for.
 */
@NullMarked
package dev.mesh.rpc.traffic;

import org.jspecify.annotations.NullMarked;

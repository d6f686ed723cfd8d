/**
 * What the starter adds to an application that does nothing: time to start, memory,
 * threads, and the processor while nothing happens. {@link StartBenchmark} runs it, and
 * {@link StartedApplication} is what it starts.
 */
@NullMarked
package dev.mesh.benchmarks.start;

import org.jspecify.annotations.NullMarked;

/**
 * The call path beside its peers, on the same work in two JVMs: {@link CallBenchmark}
 * runs it.
 */
@NullMarked
package dev.mesh.benchmarks.calls;

import org.jspecify.annotations.NullMarked;

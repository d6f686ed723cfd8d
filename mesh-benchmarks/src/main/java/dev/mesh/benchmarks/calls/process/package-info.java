/**
 * The two JVMs of a contestant, and the one that commands them by lines on their standard
 * input and output. A child whose input ends, ends.
 */
@NullMarked
package dev.mesh.benchmarks.calls.process;

import org.jspecify.annotations.NullMarked;

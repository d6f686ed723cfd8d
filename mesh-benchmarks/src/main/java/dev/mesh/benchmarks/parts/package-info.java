/**
 * What the parts of a call cost, each beside the least that it could cost:
 * {@link PartsBenchmark} runs all of it with JMH.
 */
@NullMarked
package dev.mesh.benchmarks.parts;

import org.jspecify.annotations.NullMarked;

/**
 * The ways of calling that are compared, each behind {@link Contestant}. Here are the
 * floor and Mesh; the others need libraries that only the profile {@code peers} brings,
 * and are found as {@link Lineup}s.
 */
@NullMarked
package dev.mesh.benchmarks.calls.contestant;

import org.jspecify.annotations.NullMarked;

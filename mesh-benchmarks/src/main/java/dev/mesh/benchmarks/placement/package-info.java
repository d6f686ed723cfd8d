/**
 * How fast, how good and how stable the placement solver is: generated problems, the time
 * they take, and an independent reading of what their solutions cost. Nothing here uses
 * the solver's internals, so that a defect of its model cannot hide in both.
 */
@NullMarked
package dev.mesh.benchmarks.placement;

import org.jspecify.annotations.NullMarked;

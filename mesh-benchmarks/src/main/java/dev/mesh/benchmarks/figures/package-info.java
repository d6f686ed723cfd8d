/**
 * What figures come to: medians, and how they compare with what is wanted.
 */
@NullMarked
package dev.mesh.benchmarks.figures;

import org.jspecify.annotations.NullMarked;

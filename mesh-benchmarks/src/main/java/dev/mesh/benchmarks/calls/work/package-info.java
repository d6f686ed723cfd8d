/**
 * The work that every contestant does: an order that is placed, and bytes that come back.
 */
@NullMarked
package dev.mesh.benchmarks.calls.work;

import org.jspecify.annotations.NullMarked;

/**
 * What the figures say: medians, ratios, the table and the chart.
 */
@NullMarked
package dev.mesh.benchmarks.calls.report;

import org.jspecify.annotations.NullMarked;

/**
 * Who calls whom: what nodes report of it, and what the coordinator makes of the reports.
 * No threads and no clocks: each object is used by one thread, which tells the time.
 */
@NullMarked
package dev.mesh.placement.traffic;

import org.jspecify.annotations.NullMarked;

/**
 * Brings together what calls each other a lot: proposes moves, sees whether they pay, and
 * takes back those that do not. No threads and no clocks: each object is used by one
 * thread, which tells the time.
 */
@NullMarked
package dev.mesh.placement.advice;

import org.jspecify.annotations.NullMarked;

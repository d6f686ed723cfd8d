/**
 * Says why: why instances are where they are and not elsewhere, why services do not fit
 * and what would have to change, and what the loss of a node or a zone would mean. Pure
 * functions of a problem and an assignment, without threads, clocks or logs: the same
 * question has the same answer on every machine.
 */
@NullMarked
package dev.mesh.placement.explain;

import org.jspecify.annotations.NullMarked;

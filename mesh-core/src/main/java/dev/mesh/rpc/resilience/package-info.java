/**
 * What caller and callee do so that calls survive the trouble of others, and do not add
 * to it: budgets for retries, ejection of outliers, times to hedge after, limits and
 * queues in front of services. How a call is carried on by them is told in
 * {@code dev.mesh.rpc.call} and {@code dev.mesh.rpc.server}.
 * <p>
 * No threads of its own. State is shared by all calls of a service or a method and
 * touched by whichever thread carries on a call, event loops included: nothing here
 * blocks for longer than a few comparisons. Time is injected.
 */
@NullMarked
package dev.mesh.rpc.resilience;

import org.jspecify.annotations.NullMarked;

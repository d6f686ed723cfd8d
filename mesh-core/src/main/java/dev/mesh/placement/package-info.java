/**
 * Decides which service should be live on which node.
 * <p>
 * The view's coordinator plans; all obey by epoch. A node that becomes coordinator first
 * gathers the newest plan that any member has seen, and continues from it with a higher
 * epoch, so that neither a coordinator's death nor a merge makes a plan go back.
 * <h2>Parts</h2> {@link dev.mesh.placement.PlacementLoop} is a node's share, and
 * {@code PlacementState} what its thread owns. {@code NewestPlan} and {@code Gathering}
 * are how nodes agree on a plan, {@code WorldView} makes a {@code World} out of the
 * directory, {@code Course} leads from plan to plan in that world, in stages
 * ({@code Staging}). {@code Admissions} decides what operators ask; what they decided is
 * the {@link dev.mesh.placement.Policy}, which rides with the plan. How many instances of
 * an elastic service are wanted is the greater of what {@code Elasticity} makes of the
 * load and {@code Optimizing} of the calls; {@code Optimizing} also moves instances so
 * that calls go less far. {@code Measured} is what the reports say, and how much that
 * counts. {@link dev.mesh.placement.Situation} answers why.
 * <h2>Threads</h2> {@code mesh-placement} owns the plan and runs the planner. The
 * membership thread and the directory's watchers only hand tasks to it. It sends
 * messages, which may wait for the flow control of membership, and blocks on nothing
 * else. {@code mesh-placement-search} runs the advisor's searches, one at a time
 * ({@code Searching}); it shares nothing but immutable values with the first, and blocks
 * on nothing, and is there only while there is something to search. Both are daemons, and
 * end with the loop.
 */
@NullMarked
package dev.mesh.placement;

import org.jspecify.annotations.NullMarked;

/**
 * Decides which service should be live on which node.
 * <p>
 * The view's coordinator plans; all obey by epoch. A node that becomes coordinator first
 * gathers the newest plan that any member has seen, and continues from it with a higher
 * epoch, so that neither a coordinator's death nor a merge makes a plan go back.
 * <p>
 * Threads: {@code mesh-placement} owns the plan and runs the planner. The membership
 * thread and the directory's watchers only hand tasks to it. It sends messages, which may
 * wait for the flow control of membership, and blocks on nothing else.
 */
@NullMarked
package dev.mesh.placement;

import org.jspecify.annotations.NullMarked;

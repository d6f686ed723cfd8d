/**
 * Finds the best place for every instance: hard rules first, then the fewest pending by
 * priority, then the lowest weighted cost. Pure functions of their arguments, without
 * threads, clocks or logs: the same problem yields the same solution.
 * <h2>What is computed on</h2> A {@link Problem} is compiled to a {@code Model}: services
 * and hosts become positions in lists sorted by name, all quantities whole millionths
 * ({@code FixedPoint}). A {@code State} is an assignment under change. Adding or removing
 * one instance updates the counts by host, zone and region ({@code Counts}), who bears
 * and asks for a tag on each host ({@code Neighbours} for the binding biases,
 * {@code Wishes} for the others), and the cost, in time that depends on how many biases
 * and calls the service has, not on the size of the cluster. Since sums of whole numbers
 * do not depend on their order, the cost kept up to date is exactly the cost computed
 * anew. Every step is in a {@code Journal}, so that a change of several steps is tried by
 * making it and taken back if it was none. All rules but ALWAYS are checked before a
 * step; ALWAYS, which can hold again after the next step, at the end of a change.
 * <h2>How it is searched</h2> {@code Search} goes through these stages.
 * <ol>
 * <li>{@code Inheritance} takes over what runs, as far as it keeps the rules.</li>
 * <li>{@code Construction} places what is missing where it costs the least, the hardest
 * to place first. Whom an ALWAYS asks for comes along ({@code Companions}), so that
 * groups and cycles come up together.</li>
 * <li>{@code EjectionSearch}, if something is still missing that {@code Bounds} do not
 * prove to be missing in every placement: chains in which an instance displaces others
 * that find other places in turn.</li>
 * <li>{@code CompleteSearch}, if something is missing even then: branch and bound over
 * each of the {@code Components} that is small enough. It either finds more room or
 * proves that there is none.</li>
 * <li>{@code Annealing}, when optimizing, or when most of what is wanted is new: random
 * {@code Moves}, swaps, and moves of groups tied by ALWAYS or by attraction.</li>
 * <li>{@code Descent}: every move of one instance, or of a group tied by ALWAYS, that
 * saves more than it costs. In a large cluster it looks at a {@code Shortlist} of hosts.
 * {@code CheapestHost} passes over most of these by a bound: where nobody is who attracts
 * the service by calls or wishes ({@code Attraction}), all hosts of a zone cost the same
 * but for their load.</li>
 * </ol>
 * <h2>Why nothing flaps</h2> Descent ends where no single move pays, the cost of moving
 * included. When its result is the current assignment, moving back what has just been
 * moved costs more than before and every other move the same, so that none pays then
 * either. Where something is missing or a host is closed, the searches for room start
 * from another place the next time; {@link Solver} therefore repeats a repair until it
 * changes nothing.
 * <h2>How long it takes</h2> {@code Effort} sizes each stage in steps, from the problem
 * alone. The quick stages take time in proportion to instances times hosts looked at.
 */
@NullMarked
package dev.mesh.placement.solver;

import org.jspecify.annotations.NullMarked;

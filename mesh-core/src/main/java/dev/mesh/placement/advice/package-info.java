/**
 * Brings together what calls each other a lot, and runs elastic services where they are
 * called: proposes moves and further instances, sees whether they pay, and takes back
 * those that do not.
 * <p>
 * The {@link dev.mesh.placement.advice.Advisor} decides, on what it is given: a
 * {@link dev.mesh.placement.advice.Sight} of the world from time to time, and the
 * {@link dev.mesh.placement.advice.Finding} of each
 * {@link dev.mesh.placement.advice.Look} it asked for. A look searches in steps: the best
 * assignment with the instances there are, then with as many as there may be of those
 * that are called over distance ({@code Growth}), less what does not save its price
 * ({@code Pruning}). What is found is one {@code Trial}: carried out, measured and undone
 * as a whole.
 * <p>
 * No threads and no clocks. Looks and findings are immutable, and a look can be run by
 * any thread; every other object is used by one thread, which tells the time.
 */
@NullMarked
package dev.mesh.placement.advice;

import org.jspecify.annotations.NullMarked;

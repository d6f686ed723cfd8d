package dev.mesh.route;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.mesh.route.cutover.Cutover;
import org.jspecify.annotations.Nullable;

/**
 * What was decided at run time about the calls to one service. Immutable.
 *
 * @param policy the policy in force
 * @param cutover the cutover that makes the policy, or made it last; {@code null} if
 * people made it
 */
public record Route(RoutePolicy policy, @Nullable Cutover cutover) {

	/**
	 * Make what follows from the state of a cutover.
	 * @param before the policy before, of which split, matches and pin are kept
	 * @param cutover the cutover
	 * @return the route
	 */
	static Route of(RoutePolicy before, Cutover cutover) {
		SortedMap<String, Integer> weights = new TreeMap<>(Map.of(cutover.plan().to(), cutover.weight()));
		weights.put(cutover.plan().from(), 100 - cutover.weight());
		MirrorPolicy mirror = cutover.isMirrored()
				? new MirrorPolicy(cutover.plan().to(), cutover.plan().share(), true, cutover.plan().ignore()) : null;
		// The last step takes all calls, and is to be judged all the same.
		boolean measured = !cutover.phase().isOver();
		return new Route(before.withWeights(weights).withMirror(mirror).withMeasure(measured), cutover);
	}

	/**
	 * Tell whether a cutover is under way.
	 * @return whether it is
	 */
	public boolean isCuttingOver() {
		return this.cutover != null && !this.cutover.phase().isOver();
	}

}

package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds, of things that are in conflict together, few that still are: none, one if one is
 * enough, else some of which none can be spared. A thing more never ends a conflict.
 *
 * @param <T> the things
 * @see <a href="https://dl.acm.org/doi/10.5555/1597148.1597177">Junker: QuickXplain,
 * 2004</a>
 */
final class Minimizer<T> {

	/** Up to so many things are first tried one by one. */
	private static final int FEW = 64;

	private final Predicate<List<T>> conflict;

	/**
	 * A minimizer.
	 * @param conflict tells whether things are in conflict; where that is not known, it
	 * tells that they are not, and things are kept that could be spared
	 */
	Minimizer(Predicate<List<T>> conflict) {
		this.conflict = conflict;
	}

	/** Of things that are in conflict, returns those that are kept, in the same order. */
	List<T> minimize(List<T> things) {
		if (things.isEmpty() || this.conflict.test(List.of())) {
			return List.of();
		}
		if (things.size() > 1 && things.size() <= FEW) {
			for (T each : things) {
				if (this.conflict.test(List.of(each))) {
					return List.of(each);
				}
			}
		}
		List<T> kept = minimize(List.of(), false, things);
		return things.stream().filter(kept::contains).toList();
	}

	private List<T> minimize(List<T> background, boolean isNew, List<T> things) {
		if (isNew && this.conflict.test(background)) {
			return List.of();
		}
		if (things.size() == 1) {
			return things;
		}
		List<T> first = things.subList(0, things.size() / 2);
		List<T> second = things.subList(things.size() / 2, things.size());
		List<T> ofSecond = minimize(join(background, first), true, second);
		List<T> ofFirst = minimize(join(background, ofSecond), !ofSecond.isEmpty(), first);
		return join(ofFirst, ofSecond);
	}

	private List<T> join(List<T> one, List<T> other) {
		List<T> joined = new ArrayList<>(one);
		joined.addAll(other);
		return joined;
	}

}

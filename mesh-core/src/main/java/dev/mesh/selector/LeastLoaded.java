package dev.mesh.selector;

/**
 * Draws two candidates at random and takes the one that has less to do: nearly as even as
 * asking all, without the herd that follows the one least loaded. What a candidate has to
 * do is its calls in flight, those of this caller and those it reported, times its
 * smoothed latency, by its weight.
 *
 * @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher, The Power of Two Choices
 * in Randomized Load Balancing (2001)</a>
 */
public final class LeastLoaded implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		Group all = Group.all(candidates);
		return (choice) -> lighterOfTwo(candidates, all, choice);
	}

	static int lighterOfTwo(Candidates candidates, Group group, Choice choice) {
		int one = group.drawOpen(choice);
		if (one == Selection.NONE) {
			return Selection.NONE;
		}
		int other = group.drawOpen(choice, one);
		if (other == Selection.NONE) {
			return one;
		}
		return Burden.isLighter(candidates.get(one), candidates.get(other)) ? one : other;
	}

}

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
		return new LighterOfTwo(candidates, Group.all(candidates));
	}

}

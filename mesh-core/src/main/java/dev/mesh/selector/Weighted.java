package dev.mesh.selector;

/**
 * Gives each candidate its weight's share of the calls, evenly mixed: a candidate of half
 * the weight gets every third call of two. What closed candidates would have got is
 * shared by the others, by weight.
 */
public final class Weighted implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		return new WeightedSelection(candidates.all().stream().mapToDouble(Candidate::weight).toArray());
	}

}

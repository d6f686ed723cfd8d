package dev.mesh.selector;

/**
 * Picks any candidate, each with the same chance.
 */
public final class RandomNode implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		return Group.all(candidates)::drawOpen;
	}

}

package dev.mesh.selector;

import java.util.List;

/**
 * Stays on the calling node where the service is live there, and otherwise leaves the
 * choice to another selector.
 *
 * @param others picks among the other nodes
 */
public record LocalFirst(NodeSelector others) implements NodeSelector {

	@Override
	public <C extends Candidate> C select(List<C> candidates) {
		for (C candidate : candidates) {
			if (candidate.local()) {
				return candidate;
			}
		}
		return this.others.select(candidates);
	}

	@Override
	public boolean prefersLocal() {
		return true;
	}

}

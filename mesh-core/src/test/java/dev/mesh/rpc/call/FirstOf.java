package dev.mesh.rpc.call;

import java.util.List;

import dev.mesh.selector.Candidate;
import dev.mesh.selector.NodeSelector;

/**
 * Picks the first in the view's order, so that a test knows who is asked first.
 */
final class FirstOf implements NodeSelector {

	@Override
	public <C extends Candidate> C select(List<C> candidates) {
		return candidates.get(0);
	}

}

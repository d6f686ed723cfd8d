package dev.mesh.selector;

import java.util.List;

/**
 * Picks the node for a call without a key. Called on the caller's thread for each
 * attempt: it must be fast, safe for use by any thread and never block.
 */
@FunctionalInterface
public interface NodeSelector {

	/**
	 * Pick one.
	 * @param <C> the kind of candidate
	 * @param candidates whom to pick from, at least one, in the view's order; those that
	 * have already refused this call are left out
	 * @return one of the candidates
	 */
	<C extends Candidate> C select(List<C> candidates);

	/**
	 * Tell whether a live instance on the calling node is always picked. Such calls skip
	 * the selection altogether, which is what makes them cost nanoseconds.
	 * @return whether local comes first
	 */
	default boolean prefersLocal() {
		return false;
	}

}

package dev.mesh.selector;

import java.util.List;
import java.util.function.Function;

/**
 * Decides which node serves a call. It is asked in two steps, so that a call pays only
 * for what differs from call to call: {@link #prepare} once for each directory snapshot
 * and service, and then the {@link Selection} for each attempt. Safe for use by any
 * thread; one selector may serve several services.
 */
@FunctionalInterface
public interface NodeSelector {

	/**
	 * Prepare to pick among some candidates.
	 * @param candidates the candidates, at least one
	 * @return picks among them, until it is replaced by one for the next snapshot
	 */
	Selection prepare(Candidates candidates);

	/**
	 * Tell whether a live instance on the calling node is always picked. Such calls skip
	 * the selection altogether, which is what makes them cost nanoseconds.
	 * @return whether local comes first
	 */
	default boolean prefersLocal() {
		return false;
	}

	/**
	 * Tell whether this selector also places calls with a {@code @MeshKey}. Otherwise
	 * such a call goes to the owner of its key and to no other instance.
	 * @return whether keys are this selector's to route
	 */
	default boolean routesKeys() {
		return false;
	}

	/**
	 * Make a selector that needs no preparation.
	 * @param pick returns one of the candidates that are open, of which there is at least
	 * one
	 * @return the selector
	 */
	static NodeSelector choosing(Function<List<Candidate>, Candidate> pick) {
		return (candidates) -> new PlainSelection(candidates, pick);
	}

}

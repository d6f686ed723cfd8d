package dev.mesh.selector;

import dev.mesh.cluster.Node;

/**
 * A node that could serve a call. Safe for use by any thread.
 */
public interface Candidate {

	/**
	 * Return the node.
	 * @return the node
	 */
	Node node();

	/**
	 * Tell whether it is the calling node itself.
	 * @return whether it is local
	 */
	boolean local();

	/**
	 * Return how many calls of this caller the node is working on, over all services.
	 * @return the number, possibly outdated by the time it is read
	 */
	int inFlight();

}

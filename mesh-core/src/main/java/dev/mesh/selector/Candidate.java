package dev.mesh.selector;

import dev.mesh.cluster.Node;

/**
 * A node that could serve a call, and what the calling node knows of how busy it is. What
 * is measured may be outdated by the time it is read. Safe for use by any thread.
 */
public interface Candidate {

	/**
	 * Return the node, with its zone, region, labels and capacity.
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
	 * @return the number
	 */
	int inFlight();

	/**
	 * Return how many calls of other callers the node was working on when it last
	 * replied: what it said to have taken in and not yet answered, less this caller's
	 * own.
	 * @return the number, fading to 0 when no reply comes for some seconds; 0 if the node
	 * has said nothing
	 */
	default int inFlightOfOthers() {
		return inFlightOfOthers(System.nanoTime());
	}

	/**
	 * Return the same for a moment, such as that of the {@link Choice}.
	 * @param nanoTime the time, in terms of {@link System#nanoTime()}
	 * @return the number
	 */
	int inFlightOfOthers(long nanoTime);

	/**
	 * Return how long the node took to answer the latest calls to the service, smoothed
	 * over about a second.
	 * @return nanoseconds, fading when no reply has come for some seconds; 0 if none has
	 * come yet
	 */
	default long latencyNanos() {
		return latencyNanos(System.nanoTime());
	}

	/**
	 * Return the same for a moment, such as that of the {@link Choice}.
	 * @param nanoTime the time, in terms of {@link System#nanoTime()}
	 * @return nanoseconds
	 */
	long latencyNanos(long nanoTime);

	/**
	 * Return how much of the work the node is to get, relative to others: its label
	 * {@code weight} if that is a positive number, else its capacity.
	 * @return the weight, above 0
	 */
	double weight();

}

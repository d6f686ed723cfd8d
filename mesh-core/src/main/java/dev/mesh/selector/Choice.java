package dev.mesh.selector;

/**
 * What is to be chosen for one attempt of one call. For the calling thread, within
 * {@link Selection#select}.
 */
public interface Choice {

	/**
	 * Tell whether a candidate may be picked: it has not refused this call, is reachable
	 * and nothing else speaks against it. What a closed candidate would have got is best
	 * shared by all others: given to its neighbour, it would flood that one.
	 * @param index the candidate's index
	 * @return whether it may be picked
	 */
	boolean isOpen(int index);

	/**
	 * Return when the choice began: what depends on the time is told for one moment, and
	 * the clock is read once.
	 * @return the time, in terms of {@link System#nanoTime()}
	 */
	default long nanoTime() {
		return System.nanoTime();
	}

	/**
	 * Tell whether the call has a key.
	 * @return whether it has
	 */
	boolean hasKey();

	/**
	 * Return the hash of the call's key.
	 * @return the hash, evenly spread over all bits; meaningless without a key
	 */
	long keyHash();

}

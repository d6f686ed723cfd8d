package dev.mesh.selector;

/**
 * Picks nodes among the candidates that it was prepared for. Called on the caller's
 * thread for each attempt: it must be fast, safe for use by any thread and never block.
 */
@FunctionalInterface
public interface Selection {

	/**
	 * Stands for no candidate.
	 */
	int NONE = -1;

	/**
	 * Pick one.
	 * @param choice what is to be chosen
	 * @return the index of a candidate that is open, or {@link #NONE} if none is
	 */
	int select(Choice choice);

}

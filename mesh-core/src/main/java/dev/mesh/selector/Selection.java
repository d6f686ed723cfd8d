package dev.mesh.selector;

import org.jspecify.annotations.Nullable;

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
	 * Pick one. Where somebody asks for an explanation, no call follows.
	 * @param choice what is to be chosen
	 * @return the index of a candidate that is open, or {@link #NONE} if none is
	 */
	int select(Choice choice);

	/**
	 * Say what speaks for a candidate, as of now; must not change what is picked next.
	 * @param index the candidate's index
	 * @param choice what is to be chosen
	 * @return the opinion, or {@code null} if one is as good as the other or this is not
	 * said
	 */
	default @Nullable Opinion opinion(int index, Choice choice) {
		return null;
	}

}

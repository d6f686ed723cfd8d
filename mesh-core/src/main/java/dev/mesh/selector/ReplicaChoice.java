package dev.mesh.selector;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The replicas that a {@link Consistency} level chose, or that there are too few for it.
 *
 * @param <C> the kind of candidate
 * @param chosen the replicas to call beside the caller's own; none if there are too few
 * @param live how many others are live
 * @param required how many others are required
 * @param zone the zone that {@code live} and {@code required} are about, or {@code null}
 * if they are about all
 */
public record ReplicaChoice<C extends Candidate>(List<C> chosen, int live, int required, @Nullable String zone) {

	public ReplicaChoice {
		chosen = List.copyOf(chosen);
	}

	/**
	 * Tell whether the level can be met.
	 * @return whether there are enough
	 */
	public boolean isEnough() {
		return this.live >= this.required;
	}

}

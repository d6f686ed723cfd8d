package dev.mesh.placement.explain;

import java.util.List;

import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * Why the instances of a service are where they are. Immutable.
 *
 * @param service the service
 * @param fewest the fewest instances that it must have
 * @param wanted how many instances it should have
 * @param placed how many it has
 * @param sentence how it stands, in words
 * @param nodes how it stands to each node, by the nodes' names
 * @param conflict what keeps it below its fewest, or {@code null} if it is not or if
 * nothing was found that does
 * @param remedies what would have to change for it to reach its fewest, each by itself;
 * empty if it has them
 */
public record Explanation(ServiceId service, int fewest, int wanted, int placed, String sentence, List<Standing> nodes,
		@Nullable Contradiction conflict, List<Remedy> remedies) {

	public Explanation {
		nodes = List.copyOf(nodes);
		remedies = List.copyOf(remedies);
	}

	/**
	 * Return the same with more to say.
	 * @param more another sentence
	 * @return the explanation
	 */
	public Explanation saying(String more) {
		return new Explanation(this.service, this.fewest, this.wanted, this.placed, this.sentence + " " + more,
				this.nodes, this.conflict, this.remedies);
	}

}

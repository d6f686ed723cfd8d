package dev.mesh.selector;

import java.util.List;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * Those that could serve a service's calls, as of one directory snapshot. Immutable but
 * for what is measured of each.
 *
 * @param service the service's name
 * @param all the candidates in the view's order; selections refer to them by index
 * @param members all nodes of the view: those that may call the service
 * @param caller the calling node, or {@code null} while it is in no view
 */
public record Candidates(String service, List<? extends Candidate> all, List<Node> members, @Nullable Node caller) {

	public Candidates {
		all = List.copyOf(all);
		members = List.copyOf(members);
	}

	/**
	 * Return how many there are.
	 * @return the number
	 */
	public int size() {
		return this.all.size();
	}

	/**
	 * Return a candidate.
	 * @param index its index
	 * @return the candidate
	 */
	public Candidate get(int index) {
		return this.all.get(index);
	}

}

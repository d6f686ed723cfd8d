package dev.mesh.selector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mesh.cluster.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Stays with one instance for all calls of the calling node to a service, as long as that
 * instance is live and takes them, and then with the one that another selector picks in
 * its place.
 */
public final class Sticky implements NodeSelector {

	private final NodeSelector first;

	/** Bounded by the services that this node calls. */
	private final Map<String, NodeId> kept = new ConcurrentHashMap<>();

	public Sticky() {
		this(new Locality());
	}

	/**
	 * Make a selector.
	 * @param first picks whom to stay with
	 */
	public Sticky(NodeSelector first) {
		this.first = first;
	}

	@Override
	public Selection prepare(Candidates candidates) {
		Selection fresh = this.first.prepare(candidates);
		return (choice) -> {
			int index = indexOf(this.kept.get(candidates.service()), candidates);
			if (index != Selection.NONE && choice.isOpen(index)) {
				return index;
			}
			return keep(candidates, fresh.select(choice));
		};
	}

	private int keep(Candidates candidates, int picked) {
		if (picked != Selection.NONE) {
			this.kept.put(candidates.service(), candidates.get(picked).node().id());
		}
		return picked;
	}

	private static int indexOf(@Nullable NodeId node, Candidates candidates) {
		for (int i = 0; i < candidates.size(); i++) {
			if (candidates.get(i).node().id().equals(node)) {
				return i;
			}
		}
		return Selection.NONE;
	}

}

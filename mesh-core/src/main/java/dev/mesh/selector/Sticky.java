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
		return new Staying(candidates, this.first.prepare(candidates));
	}

	private int kept(Candidates candidates) {
		return indexOf(this.kept.get(candidates.service()), candidates);
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

	/**
	 * Stays with the instance that was picked last.
	 */
	private final class Staying implements Selection {

		private final Candidates candidates;

		private final Selection fresh;

		private Staying(Candidates candidates, Selection fresh) {
			this.candidates = candidates;
			this.fresh = fresh;
		}

		@Override
		public int select(Choice choice) {
			int index = kept(this.candidates);
			if (index != NONE && choice.isOpen(index)) {
				return index;
			}
			return keep(this.candidates, this.fresh.select(choice));
		}

		@Override
		public @Nullable Opinion opinion(int index, Choice choice) {
			int with = kept(this.candidates);
			if (with == NONE || !choice.isOpen(with)) {
				return this.fresh.opinion(index, choice);
			}
			return (index == with) ? new Opinion(1, "calls stay with it")
					: new Opinion(0, "calls stay with " + this.candidates.get(with).node().name());
		}

	}

}

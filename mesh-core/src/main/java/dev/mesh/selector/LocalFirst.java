package dev.mesh.selector;

import org.jspecify.annotations.Nullable;

/**
 * Stays on the calling node where the service is live there, and otherwise leaves the
 * choice to another selector.
 *
 * @param others picks among the other nodes
 */
public record LocalFirst(NodeSelector others) implements NodeSelector {

	@Override
	public Selection prepare(Candidates candidates) {
		Selection elsewhere = this.others.prepare(candidates);
		for (int i = 0; i < candidates.size(); i++) {
			if (candidates.get(i).local()) {
				return new Here(i, elsewhere);
			}
		}
		return elsewhere;
	}

	/**
	 * Picks the instance on the calling node.
	 *
	 * @param here its index
	 * @param elsewhere picks among the others
	 */
	private record Here(int here, Selection elsewhere) implements Selection {

		@Override
		public int select(Choice choice) {
			return choice.isOpen(this.here) ? this.here : this.elsewhere.select(choice);
		}

		@Override
		public @Nullable Opinion opinion(int index, Choice choice) {
			if (index == this.here) {
				return new Opinion(1, "it is on this node and goes before all others");
			}
			return choice.isOpen(this.here) ? new Opinion(0, "the instance on this node goes first")
					: this.elsewhere.opinion(index, choice);
		}

	}

	@Override
	public boolean prefersLocal() {
		return true;
	}

	@Override
	public boolean routesKeys() {
		return this.others.routesKeys();
	}

}

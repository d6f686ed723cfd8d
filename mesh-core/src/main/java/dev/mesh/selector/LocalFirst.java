package dev.mesh.selector;

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
				int here = i;
				return (choice) -> choice.isOpen(here) ? here : elsewhere.select(choice);
			}
		}
		return elsewhere;
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

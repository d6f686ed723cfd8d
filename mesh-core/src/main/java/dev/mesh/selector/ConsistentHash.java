package dev.mesh.selector;

/**
 * Sends calls with equal keys to the same instance, and to the next in the key's own
 * order while that one is closed: affinity that yields to availability. All nodes with
 * the same view pick the same. Calls without a key go where {@link Locality} sends them.
 *
 * @see RendezvousTable
 */
public final class ConsistentHash implements NodeSelector {

	private final NodeSelector keyless;

	public ConsistentHash() {
		this(new Locality());
	}

	/**
	 * Make a selector.
	 * @param keyless picks for calls without a key
	 */
	public ConsistentHash(NodeSelector keyless) {
		this.keyless = keyless;
	}

	@Override
	public Selection prepare(Candidates candidates) {
		Selection others = this.keyless.prepare(candidates);
		RendezvousTable table = RendezvousTable.of(candidates.all().stream().map(Candidate::node).toList());
		return (choice) -> choice.hasKey() ? nearest(table, choice) : others.select(choice);
	}

	private static int nearest(RendezvousTable table, Choice choice) {
		int owner = table.owner(choice.keyHash());
		if (choice.isOpen(owner)) {
			return owner;
		}
		for (int next : table.ranking(choice.keyHash())) {
			if (choice.isOpen(next)) {
				return next;
			}
		}
		return Selection.NONE;
	}

	@Override
	public boolean prefersLocal() {
		return this.keyless.prefersLocal();
	}

	@Override
	public boolean routesKeys() {
		return true;
	}

}

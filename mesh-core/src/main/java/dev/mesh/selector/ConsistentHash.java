package dev.mesh.selector;

import org.jspecify.annotations.Nullable;

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
		return new ByKey(table, others);
	}

	@Override
	public boolean prefersLocal() {
		return this.keyless.prefersLocal();
	}

	@Override
	public boolean routesKeys() {
		return true;
	}

	/**
	 * Picks the first that is open in the key's order.
	 *
	 * @param table who owns which key
	 * @param others picks for calls without a key
	 */
	private record ByKey(RendezvousTable table, Selection others) implements Selection {

		@Override
		public int select(Choice choice) {
			return choice.hasKey() ? nearest(choice) : this.others.select(choice);
		}

		private int nearest(Choice choice) {
			int owner = this.table.owner(choice.keyHash());
			if (choice.isOpen(owner)) {
				return owner;
			}
			for (int next : this.table.ranking(choice.keyHash())) {
				if (choice.isOpen(next)) {
					return next;
				}
			}
			return NONE;
		}

		@Override
		public @Nullable Opinion opinion(int index, Choice choice) {
			if (!choice.hasKey()) {
				return this.others.opinion(index, choice);
			}
			int[] ranking = this.table.ranking(choice.keyHash());
			int rank = 1;
			while (ranking[rank - 1] != index) {
				rank++;
			}
			return new Opinion(1.0 / rank, "number " + rank + " in the order of the key");
		}

	}

}

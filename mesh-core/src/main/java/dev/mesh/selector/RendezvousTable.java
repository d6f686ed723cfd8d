package dev.mesh.selector;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.mesh.cluster.Node;

/**
 * Says which of a set of nodes owns a key. Every node that knows the same names and
 * weights gets the same answer, whatever their order; when a node comes or goes, hardly
 * more than the keys it gains or loses move.
 * <p>
 * Keys fall into 16,384 slots, each owned by the node of highest random weight for it, so
 * that a look-up costs the same for two nodes as for a hundred. Chance would give some
 * nodes too many slots: one that has 15 % more than its part gets no more, which keeps
 * its keys, too, below 125 % of its part. Immutable.
 *
 * @see <a href="https://doi.org/10.1109/90.663936">Thaler and Ravishankar, Using
 * Name-Based Mappings to Increase Hit Rates (1998)</a>
 * @see <a href="https://doi.org/10.1137/1.9781611975031.39">Mirrokni, Thorup and
 * Zadimoghaddam, Consistent Hashing with Bounded Loads (2018)</a>
 */
public final class RendezvousTable {

	private static final int SLOT_BITS = 14;

	private static final double BOUND = 1.15;

	private final long[] nameHashes;

	private final double[] weights;

	private final short[] owners;

	private RendezvousTable(long[] nameHashes, double[] weights, short[] owners) {
		this.nameHashes = nameHashes;
		this.weights = weights;
		this.owners = owners;
	}

	/**
	 * Make the table for a set of nodes, by their names and weights. Names are used, not
	 * ids, so that a restarted node gets its keys back.
	 * @param nodes the nodes, at most 32,767
	 * @return the table; indexes in its answers are those of the nodes
	 * @see NodeWeight
	 */
	public static RendezvousTable of(List<Node> nodes) {
		if (nodes.size() > Short.MAX_VALUE) {
			throw new IllegalArgumentException(
					"a table for " + nodes.size() + " nodes was asked for: at most 32767 can own keys");
		}
		long[] hashes = nodes.stream().mapToLong((node) -> Hashing.text(node.name())).toArray();
		double[] weights = nodes.stream().mapToDouble(NodeWeight::of).toArray();
		RendezvousTable table = new RendezvousTable(hashes, weights, new short[1 << SLOT_BITS]);
		table.fill();
		return table;
	}

	private void fill() {
		boolean alike = IntStream.range(1, this.weights.length).allMatch((i) -> this.weights[i] == this.weights[0]);
		int[] room = room();
		for (int slot = 0; slot < this.owners.length; slot++) {
			int owner = alike ? heaviestAlike(slot, room) : heaviest(slot, room);
			this.owners[slot] = (short) owner;
			if (owner >= 0) {
				room[owner]--;
			}
		}
	}

	private int[] room() {
		double sum = IntStream.range(0, this.weights.length).mapToDouble((i) -> this.weights[i]).sum();
		int[] room = new int[this.weights.length];
		for (int i = 0; i < room.length; i++) {
			room[i] = (int) Math.ceil(BOUND * this.owners.length * (this.weights[i] / sum));
		}
		return room;
	}

	/** Where all weights are equal, comparing the hashes is the same and much faster. */
	private int heaviestAlike(int slot, int[] room) {
		int best = -1;
		long most = 0;
		for (int i = 0; i < room.length; i++) {
			long hash = hash(i, slot);
			if (room[i] > 0 && (best < 0 || Long.compareUnsigned(hash, most) > 0)) {
				best = i;
				most = hash;
			}
		}
		return best;
	}

	private int heaviest(int slot, int[] room) {
		int best = -1;
		double most = 0;
		for (int i = 0; i < room.length; i++) {
			if (room[i] > 0) {
				double score = score(i, slot);
				if (best < 0 || score > most) {
					best = i;
					most = score;
				}
			}
		}
		return best;
	}

	private long hash(int index, int slot) {
		return Hashing.mix(this.nameHashes[index] ^ Hashing.mix(slot + 1));
	}

	private double score(int index, int slot) {
		return this.weights[index] / Exponential.of(hash(index, slot));
	}

	/**
	 * Return the owner of a key.
	 * @param keyHash the key's hash, by {@link KeyHash}
	 * @return the index of the owner, or -1 if there are no nodes
	 */
	public int owner(long keyHash) {
		return this.owners[slot(keyHash)];
	}

	/**
	 * Return who comes next for a key if its owner does not take it, and who after that.
	 * @param keyHash the key's hash, by {@link KeyHash}
	 * @return the indexes of all nodes, the owner's first
	 */
	public int[] ranking(long keyHash) {
		int slot = slot(keyHash);
		int owner = this.owners[slot];
		return IntStream.range(0, this.nameHashes.length)
			.boxed()
			.sorted(Comparator.comparingDouble((Integer i) -> (i == owner) ? Double.POSITIVE_INFINITY : score(i, slot))
				.reversed())
			.mapToInt(Integer::intValue)
			.toArray();
	}

	private static int slot(long keyHash) {
		return (int) (keyHash >>> (Long.SIZE - SLOT_BITS));
	}

}

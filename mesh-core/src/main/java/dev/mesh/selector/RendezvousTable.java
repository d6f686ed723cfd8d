package dev.mesh.selector;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which of a set of nodes owns a key. Every node that knows the same names gets the
 * same answer, whatever their order; when a node comes or goes, only the keys it gains or
 * loses move. Keys fall into 4,096 slots, each owned by the node of highest random weight
 * for it, so that a look-up costs the same for two nodes as for a hundred. Immutable.
 *
 * @see <a href="https://doi.org/10.1109/90.663936">Thaler and Ravishankar, Using
 * Name-Based Mappings to Increase Hit Rates (1998)</a>
 */
public final class RendezvousTable {

	private static final int SLOT_BITS = 12;

	private final long[] nameHashes;

	private final short[] owners;

	private RendezvousTable(long[] nameHashes, short[] owners) {
		this.nameHashes = nameHashes;
		this.owners = owners;
	}

	/**
	 * Make the table for a set of nodes. Names are used, not ids, so that a restarted
	 * node gets its keys back.
	 * @param names the unique names, at most 32,767
	 * @return the table; indexes in its answers are those of the names
	 */
	public static RendezvousTable of(List<String> names) {
		if (names.size() > Short.MAX_VALUE) {
			throw new IllegalArgumentException(
					"a table for " + names.size() + " nodes was asked for: at most 32767 can own keys");
		}
		long[] hashes = names.stream().mapToLong(Hashing::text).toArray();
		short[] owners = new short[1 << SLOT_BITS];
		for (int slot = 0; slot < owners.length; slot++) {
			owners[slot] = heaviest(hashes, slot);
		}
		return new RendezvousTable(hashes, owners);
	}

	private static short heaviest(long[] hashes, int slot) {
		int best = -1;
		for (int i = 0; i < hashes.length; i++) {
			if (best < 0 || Long.compareUnsigned(weight(hashes[i], slot), weight(hashes[best], slot)) > 0) {
				best = i;
			}
		}
		return (short) best;
	}

	private static long weight(long nameHash, int slot) {
		return Hashing.mix(nameHash ^ Hashing.mix(slot + 1));
	}

	/**
	 * Return the owner of a key.
	 * @param keyHash the key's hash, by {@link KeyHash}
	 * @return the index of the owner's name, or -1 if there are no nodes
	 */
	public int owner(long keyHash) {
		return this.owners[slot(keyHash)];
	}

	/**
	 * Return who serves a key if its owner does not, and who after that.
	 * @param keyHash the key's hash, by {@link KeyHash}
	 * @return the indexes of all names, the owner's first
	 */
	public int[] ranking(long keyHash) {
		int slot = slot(keyHash);
		return IntStream.range(0, this.nameHashes.length)
			.boxed()
			.sorted(Comparator.comparing((Integer i) -> weight(this.nameHashes[i], slot), Long::compareUnsigned)
				.reversed())
			.mapToInt(Integer::intValue)
			.toArray();
	}

	private static int slot(long keyHash) {
		return (int) (keyHash >>> (Long.SIZE - SLOT_BITS));
	}

}

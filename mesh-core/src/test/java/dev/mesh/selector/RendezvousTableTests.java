package dev.mesh.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RendezvousTableTests {

	private static final int KEYS = 100_000;

	private final KeyHash hash = KeyHash.forType(String.class);

	private static List<String> names(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "node-" + i).toList();
	}

	private String owner(List<String> names, int key) {
		return names.get(RendezvousTable.of(names).owner(this.hash.of("user-" + key)));
	}

	private int[] counts(List<String> names) {
		RendezvousTable table = RendezvousTable.of(names);
		int[] counts = new int[names.size()];
		for (int key = 0; key < KEYS; key++) {
			counts[table.owner(this.hash.of("user-" + key))]++;
		}
		return counts;
	}

	@Test
	void keysSpreadEvenly() {
		for (int count : counts(names(10))) {
			assertThat(count).isBetween(KEYS / 10 * 8 / 10, KEYS / 10 * 12 / 10);
		}
	}

	@Test
	void theOrderOfTheNodesDoesNotMatter() {
		List<String> shuffled = new ArrayList<>(names(7));
		Collections.reverse(shuffled);
		for (int key = 0; key < 200; key++) {
			assertThat(owner(shuffled, key)).isEqualTo(owner(names(7), key));
		}
	}

	@Test
	void aNewNodeOnlyTakesKeysAndTakesItsShare() {
		RendezvousTable before = RendezvousTable.of(names(9));
		RendezvousTable after = RendezvousTable.of(names(10));
		int moved = 0;
		for (int key = 0; key < KEYS; key++) {
			long keyHash = this.hash.of("user-" + key);
			if (before.owner(keyHash) != after.owner(keyHash)) {
				assertThat(after.owner(keyHash)).isEqualTo(9);
				moved++;
			}
		}
		assertThat(moved).isBetween(KEYS / 10 * 8 / 10, KEYS / 10 * 12 / 10);
	}

	@Test
	void theRankingBeginsWithTheOwnerAndNamesTheSuccessor() {
		List<String> names = new ArrayList<>(names(5));
		long keyHash = this.hash.of("user");
		int[] ranking = RendezvousTable.of(names).ranking(keyHash);
		assertThat(ranking).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
		assertThat(ranking[0]).isEqualTo(RendezvousTable.of(names).owner(keyHash));
		String successor = names.get(ranking[1]);
		names.remove(ranking[0]);
		assertThat(names.get(RendezvousTable.of(names).owner(keyHash))).isEqualTo(successor);
	}

	@Test
	void nobodyOwnsAnythingWithoutNodes() {
		assertThat(RendezvousTable.of(List.of()).owner(1)).isEqualTo(-1);
	}

}

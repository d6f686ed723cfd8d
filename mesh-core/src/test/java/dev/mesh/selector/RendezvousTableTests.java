package dev.mesh.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.mesh.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RendezvousTableTests {

	private static final int KEYS = 300_000;

	private final long[] hashes = IntStream.range(0, KEYS)
		.mapToLong((key) -> KeyHash.forType(String.class).of("user-" + key))
		.toArray();

	private static List<Node> nodes(int count) {
		return IntStream.range(0, count).mapToObj((i) -> TestCandidate.node("node-" + i, "r", "z", 1)).toList();
	}

	private static List<Node> weighted(int count) {
		return IntStream.range(0, count).mapToObj((i) -> TestCandidate.node("node-" + i, "r", "z", 1 + i % 4)).toList();
	}

	private Map<Long, String> owners(List<Node> nodes) {
		RendezvousTable table = RendezvousTable.of(nodes);
		Map<Long, String> owners = new HashMap<>();
		for (long hash : this.hashes) {
			owners.put(hash, nodes.get(table.owner(hash)).name());
		}
		return owners;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 10, 30, 100 })
	void nobodyHasMoreThanFiveFourthsOfItsPart(int count) {
		for (List<Node> nodes : List.of(nodes(count), weighted(count))) {
			RendezvousTable table = RendezvousTable.of(nodes);
			int[] keys = new int[count];
			for (long hash : this.hashes) {
				keys[table.owner(hash)]++;
			}
			double weight = nodes.stream().mapToDouble(Node::capacity).sum();
			for (int i = 0; i < count; i++) {
				double part = KEYS * nodes.get(i).capacity() / weight;
				assertThat((double) keys[i]).as(nodes.get(i).name()).isBetween(part * 0.6, part * 1.25);
			}
		}
	}

	@Test
	void theOrderOfTheNodesDoesNotMatter() {
		List<Node> shuffled = new ArrayList<>(weighted(17));
		Collections.shuffle(shuffled);
		assertThat(owners(shuffled)).isEqualTo(owners(weighted(17)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 5, 10, 30, 100 })
	void theLossOfOneNodeMovesHardlyMoreThanItsKeys(int count) {
		for (List<Node> before : List.of(nodes(count), weighted(count))) {
			Map<Long, String> owners = owners(before);
			List<Node> after = new ArrayList<>(before);
			Node lost = after.remove(count / 2);
			double part = lost.capacity() / before.stream().mapToDouble(Node::capacity).sum();
			int moved = 0;
			for (Map.Entry<Long, String> owner : owners(after).entrySet()) {
				moved += owner.getValue().equals(owners.get(owner.getKey())) ? 0 : 1;
			}
			assertThat((double) moved / KEYS).isBetween(part * 0.6, part + 0.05);
		}
	}

	@Test
	void aLostNodeGetsItsKeysBack() {
		List<Node> fewer = new ArrayList<>(nodes(9));
		Map<Long, String> before = owners(fewer);
		Node lost = fewer.remove(3);
		owners(fewer);
		fewer.add(lost);
		assertThat(owners(fewer)).isEqualTo(before);
	}

	@Test
	void theRankingBeginsWithTheOwnerAndNamesTheSuccessor() {
		List<Node> nodes = new ArrayList<>(nodes(5));
		long keyHash = this.hashes[0];
		int[] ranking = RendezvousTable.of(nodes).ranking(keyHash);
		assertThat(ranking).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
		assertThat(ranking[0]).isEqualTo(RendezvousTable.of(nodes).owner(keyHash));
		Node successor = nodes.get(ranking[1]);
		nodes.remove(ranking[0]);
		assertThat(nodes.get(RendezvousTable.of(nodes).owner(keyHash))).isEqualTo(successor);
	}

	@Test
	void nobodyOwnsAnythingWithoutNodes() {
		assertThat(RendezvousTable.of(List.of()).owner(1)).isEqualTo(-1);
	}

	@Test
	void callersAgreeOnTheInstanceOfAKeyAndOnTheNextWhenThatIsClosed() {
		TestCandidate[] candidates = Service.candidates(8);
		Service one = new Service(candidates).key(this.hashes[7]);
		List<TestCandidate> reversed = new ArrayList<>(one.all);
		Collections.reverse(reversed);
		Service other = new Service(reversed).key(this.hashes[7]);
		for (int i = 0; i < candidates.length; i++) {
			Map<String, Integer> picked = one.pick(new ConsistentHash(), candidates[0].node(), 50);
			assertThat(picked).hasSize(1).isEqualTo(other.pick(new ConsistentHash(), candidates[5].node(), 50));
			TestCandidate next = one.all.stream().filter((each) -> picked.containsKey(each.toString())).findAny().get();
			one.closed.add(next);
			other.closed.add(next);
		}
	}

}

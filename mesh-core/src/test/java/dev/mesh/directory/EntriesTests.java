package dev.mesh.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntriesTests {

	private final Entries entries = new Entries(view(1, node(1, 10)));

	@Test
	void theNewestStampStandsInWhateverOrderEntriesCome() {
		assertThat(this.entries.put(entry(1, 10, 5))).isTrue();
		assertThat(this.entries.put(entry(1, 10, 4))).isFalse();
		assertThat(this.entries.put(entry(1, 10, 5))).isFalse();
		assertThat(this.entries.put(entry(1, 10, 6))).isTrue();
		assertThat(this.entries.current()).containsExactly(Map.entry(new NodeId(1), entry(1, 10, 6)));
	}

	@Test
	void anEntryThatComesBeforeItsViewIsHeld() {
		assertThat(this.entries.put(entry(2, 20, 1))).isFalse();
		assertThat(this.entries.current()).isEmpty();
		this.entries.changeView(view(2, node(1, 10), node(2, 20)));
		assertThat(this.entries.get(new NodeId(2))).isEqualTo(entry(2, 20, 1));
	}

	@Test
	void anEntryOfTheNextIncarnationIsHeldBesideTheCurrentOne() {
		this.entries.put(entry(1, 10, 5));
		assertThat(this.entries.put(entry(1, 11, 7))).isFalse();
		assertThat(this.entries.get(new NodeId(1))).isEqualTo(entry(1, 10, 5));
		this.entries.changeView(view(2, node(1, 11)));
		assertThat(this.entries.get(new NodeId(1))).isEqualTo(entry(1, 11, 7));
	}

	@Test
	void whatAnEarlierIncarnationSaidIsDropped() {
		this.entries.put(entry(1, 10, 5));
		this.entries.changeView(view(2, node(1, 11)));
		assertThat(this.entries.current()).isEmpty();
		assertThat(this.entries.put(entry(1, 10, 99))).isFalse();
		this.entries.changeView(view(3, node(1, 10)));
		assertThat(this.entries.current()).isEmpty();
	}

	@Test
	void theEntryOfANodeThatLeftIsDropped() {
		this.entries.put(entry(1, 10, 5));
		this.entries.changeView(view(2));
		this.entries.changeView(view(3, node(1, 10)));
		assertThat(this.entries.current()).isEmpty();
	}

	@Test
	void whatIsHeldIsBounded() {
		for (int i = 100; i < 102 + Entries.MAX_HELD; i++) {
			this.entries.put(entry(i, 1, 1));
		}
		this.entries.changeView(view(2, node(100, 1), node(101, 1), node(102, 1), node(103, 1)));
		assertThat(this.entries.current()).containsOnlyKeys(new NodeId(102), new NodeId(103));
	}

	private static NodeEntry entry(long node, long incarnation, long stamp) {
		return new NodeEntry(new NodeId(node), incarnation, stamp, List.of(), List.of(), Load.NONE, Map.of());
	}

	private static View view(long number, Node... members) {
		return new View(number, 1, new NodeId(1), List.of(members));
	}

	private static Node node(long id, long incarnation) {
		HostPort address = new HostPort("127.0.0.1", 0);
		return new Node(new NodeId(id), incarnation, "node-" + id, "", "", Map.of(), Set.of(), 1, Role.MEMBER, address,
				address, Map.of());
	}

}

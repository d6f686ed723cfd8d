package dev.mesh.selector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * A service's candidates as one caller sees them, to pick from many times.
 */
final class Service implements Choice {

	final List<TestCandidate> all;

	final Set<TestCandidate> closed = new HashSet<>();

	private final List<Node> otherMembers = new ArrayList<>();

	private @Nullable Long keyHash;

	Service(TestCandidate... all) {
		this(Arrays.asList(all));
	}

	Service(List<TestCandidate> all) {
		this.all = List.copyOf(all);
	}

	Service members(Node... members) {
		this.otherMembers.addAll(List.of(members));
		return this;
	}

	Service key(long hash) {
		this.keyHash = hash;
		return this;
	}

	Candidates seenFrom(Node caller) {
		List<Node> members = new ArrayList<>(this.otherMembers);
		this.all.forEach((candidate) -> members.add(candidate.node()));
		if (!members.contains(caller)) {
			members.add(caller);
		}
		return new Candidates("service", this.all, members, caller);
	}

	Selection prepare(NodeSelector selector, Node caller) {
		return selector.prepare(seenFrom(caller));
	}

	/** Pick many times, and count. */
	Map<String, Integer> pick(NodeSelector selector, Node caller, int times) {
		Selection selection = prepare(selector, caller);
		Map<String, Integer> counts = new TreeMap<>();
		for (int i = 0; i < times; i++) {
			counts.merge(this.all.get(selection.select(this)).toString(), 1, Integer::sum);
		}
		return counts;
	}

	static TestCandidate[] candidates(int count) {
		return Stream.iterate(0, (i) -> i + 1)
			.limit(count)
			.map((i) -> TestCandidate.of("node-" + i))
			.toArray(TestCandidate[]::new);
	}

	@Override
	public boolean isOpen(int index) {
		return !this.closed.contains(this.all.get(index));
	}

	@Override
	public boolean hasKey() {
		return this.keyHash != null;
	}

	@Override
	public long keyHash() {
		Long hash = this.keyHash;
		return (hash != null) ? hash : 0;
	}

}

package dev.mesh.cluster.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;

/**
 * What the next view looks like, given what the reachable peers say of themselves. A pure
 * function of its input.
 *
 * @param members who is in it, longest members first
 * @param leader who leads it
 * @param epoch its epoch
 * @param number its number: larger than that of any view a peer has
 * @param fenced incarnations that the winning view does not know: they must come back as
 * new ones
 * @param refused newcomers whose name a live member has, with that member
 */
record ViewDecision(List<Candidate> members, NodeId leader, long epoch, long number, List<Candidate> fenced,
		Map<Candidate, Node> refused) {

	// Newest epoch first. Within an epoch there was one leader, whose latest view has the
	// highest number, unless two sides elected one each: then the larger side wins.
	private static final Comparator<Candidate> NEWEST_VIEW = Comparator.comparingLong(Candidate::epoch)
		.thenComparingInt((candidate) -> candidate.view().size())
		.thenComparingLong(Candidate::number)
		.thenComparing(Candidate::leader);

	/**
	 * Decide.
	 * @param all the peers that reach each other, in the transport's order; not empty
	 * @return the decision
	 */
	static ViewDecision of(List<Candidate> all) {
		List<Candidate> candidates = newestIncarnations(all);
		Candidate winner = candidates.stream().filter(Candidate::member).max(NEWEST_VIEW).orElse(null);
		List<Candidate> members = kept(candidates, winner);
		Map<Candidate, Node> refused = new HashMap<>();
		admit(candidates, members, refused);
		List<Candidate> fenced = fenced(candidates, winner);
		NodeId leader = leader(members, winner);
		long number = candidates.stream().mapToLong(Candidate::number).max().orElse(0) + 1;
		return new ViewDecision(List.copyOf(members), leader, epoch(candidates, winner, leader, fenced), number, fenced,
				Map.copyOf(refused));
	}

	// A node that came back may still be known under the address it left.
	private static List<Candidate> newestIncarnations(List<Candidate> all) {
		Map<NodeId, Long> newest = new HashMap<>();
		all.forEach((candidate) -> newest.merge(candidate.node().id(), candidate.node().incarnation(), Math::max));
		return all.stream()
			.filter((candidate) -> candidate.node().incarnation() == newest.getOrDefault(candidate.node().id(), 0L))
			.toList();
	}

	private static List<Candidate> kept(List<Candidate> candidates, @Nullable Candidate winner) {
		List<Candidate> kept = new ArrayList<>();
		if (winner != null) {
			Map<MemberKey, Candidate> byKey = new HashMap<>();
			candidates.stream().filter(Candidate::member).forEach((candidate) -> byKey.put(candidate.key(), candidate));
			for (MemberKey key : winner.view()) {
				Candidate candidate = byKey.get(key);
				if (candidate != null) {
					kept.add(candidate);
				}
			}
		}
		return kept;
	}

	private static void admit(List<Candidate> candidates, List<Candidate> members, Map<Candidate, Node> refused) {
		Map<String, Node> names = new HashMap<>();
		Set<NodeId> ids = new HashSet<>();
		members.forEach((member) -> {
			names.put(member.node().name(), member.node());
			ids.add(member.node().id());
		});
		for (Candidate candidate : candidates) {
			if (candidate.member() || ids.contains(candidate.node().id())) {
				continue;
			}
			Node holder = names.putIfAbsent(candidate.node().name(), candidate.node());
			if (holder == null) {
				members.add(candidate);
				ids.add(candidate.node().id());
			}
			else {
				refused.put(candidate, holder);
			}
		}
	}

	private static List<Candidate> fenced(List<Candidate> candidates, @Nullable Candidate winner) {
		if (winner == null) {
			return List.of();
		}
		Set<MemberKey> known = new HashSet<>(winner.view());
		return candidates.stream()
			.filter((candidate) -> candidate.member() && !known.contains(candidate.key()))
			.toList();
	}

	private static NodeId leader(List<Candidate> members, @Nullable Candidate winner) {
		if (winner != null) {
			for (Candidate member : members) {
				if (member.node().id().equals(winner.leader())) {
					return winner.leader();
				}
			}
		}
		return members.stream()
			.map(Candidate::node)
			.filter((node) -> node.role() == Role.MEMBER)
			.findFirst()
			.orElseGet(() -> members.get(0).node())
			.id();
	}

	private static long epoch(List<Candidate> candidates, @Nullable Candidate winner, NodeId leader,
			List<Candidate> fenced) {
		long newest = candidates.stream().mapToLong(Candidate::epoch).max().orElse(0);
		boolean sameLeader = winner != null && winner.leader().equals(leader) && winner.epoch() == newest;
		// Somebody else may have led in the same epoch on the other side of a partition,
		// and may even be known to the winner's view.
		boolean contested = fenced.stream().anyMatch((candidate) -> candidate.epoch() == newest) || candidates.stream()
			.anyMatch((candidate) -> candidate.epoch() == newest && !candidate.leader().equals(leader));
		return (sameLeader && !contested) ? newest : newest + 1;
	}

}

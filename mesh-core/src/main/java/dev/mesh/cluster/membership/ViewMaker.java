package dev.mesh.cluster.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Exclusion;
import dev.mesh.cluster.membership.Body.Hello;
import dev.mesh.cluster.membership.Body.Refusal;

/**
 * Makes views while this node is the first in the transport's list: gathers hellos,
 * decides, announces.
 */
final class ViewMaker {

	// How long a new maker waits for what the others know. Those who are late are added
	// by the next view; waiting longer would only delay the exclusion of a second dead
	// node.
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	// How far views that only add members are apart, for each member they have. Each is
	// sent to all and names all, and all look anew at everything: where many nodes start
	// together, one view for each of them would keep them busy with views. Those of 3
	// nodes wait 6 ms, those of 100 200 ms.
	private static final long GROWTH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private static final long NOTICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Post post;

	private final Map<PeerAddress, Candidate> fresh = new HashMap<>();

	private final Map<PeerAddress, Candidate> remembered = new HashMap<>();

	private final Throttle<PeerAddress> notices = new Throttle<>(NOTICE_NANOS);

	private @Nullable LinkView group;

	private @Nullable Announcement announced;

	private List<MemberKey> announcedKeys = List.of();

	private long announcedAt;

	private long gatherUntil;

	ViewMaker(Post post) {
		this.post = post;
	}

	/**
	 * Take note of a new group of peers.
	 * @param next the group
	 * @param standing what this node knows, in case it has to take over
	 * @param now the time
	 */
	void regroup(LinkView next, Standing standing, long now) {
		LinkView previous = this.group;
		this.group = next;
		if (!next.isMaker()) {
			reset();
			return;
		}
		boolean tookOver = previous == null || !previous.isMaker() || previous.generation() != next.generation();
		if (tookOver || next.merge()) {
			reset();
			remember(standing);
			this.gatherUntil = now + GATHER_NANOS;
		}
		this.fresh.keySet().retainAll(next.members());
		this.remembered.keySet().retainAll(next.members());
	}

	private void reset() {
		this.fresh.clear();
		this.remembered.clear();
		this.announced = null;
	}

	private void remember(Standing standing) {
		for (Node node : standing.view().members()) {
			PeerAddress address = standing.addressOf(node.id());
			if (address != null) {
				this.remembered.put(address, Candidate.of(address, node, standing.view()));
			}
		}
	}

	/**
	 * Take what a peer says of itself.
	 * @param from the peer
	 * @param envelope the message
	 * @param hello its body
	 */
	void hear(PeerAddress from, Envelope envelope, Hello hello) {
		if (this.group == null || !this.group.isMaker() || !this.group.members().contains(from)) {
			return;
		}
		Candidate candidate = Candidate.of(from, envelope, hello);
		Announcement last = this.announced;
		if (last != null && last.view().contains(hello.node().id(), hello.node().incarnation())) {
			candidate = settle(candidate, last);
		}
		this.fresh.put(from, candidate);
	}

	// A member of the last view that has not got it yet must not look like a newcomer.
	private Candidate settle(Candidate candidate, Announcement last) {
		View view = last.view();
		boolean otherLeader = candidate.epoch() == view.epoch() && !candidate.leader().equals(view.coordinator());
		if (candidate.epoch() > view.epoch() || otherLeader) {
			return candidate;
		}
		if (candidate.number() < view.number()) {
			this.post.send(candidate.address(), last);
		}
		List<MemberKey> keys = this.announcedKeys;
		// Another maker may have given the same number to another view, whose receivers
		// only take a later one.
		boolean otherView = candidate.number() == view.number() && !candidate.view().equals(keys);
		long number = Math.max(candidate.number(), view.number()) + (otherView ? 1 : 0);
		return new Candidate(candidate.address(), candidate.node(), true, number, view.epoch(), view.coordinator(),
				keys);
	}

	/**
	 * Tell whether this node makes no views, or has made one of all that are there.
	 */
	boolean isSettled() {
		LinkView current = this.group;
		return current == null || !current.isMaker()
				|| (this.announced != null && this.announced.addresses().size() == current.members().size());
	}

	/**
	 * Announce a view if one is due.
	 * @param now the time
	 */
	void advance(long now) {
		LinkView current = this.group;
		if (current == null || !current.isMaker()) {
			return;
		}
		boolean complete = this.fresh.size() == current.members().size();
		if (!complete && now - this.gatherUntil < 0) {
			return;
		}
		List<Candidate> candidates = candidates(current);
		if (candidates.isEmpty()) {
			return;
		}
		ViewDecision decision = ViewDecision.of(candidates);
		notify(decision, now);
		if (!decision.members().isEmpty() && isNews(decision) && !isEarly(decision, now)) {
			announce(decision);
			this.announcedAt = now;
		}
	}

	private List<Candidate> candidates(LinkView current) {
		List<Candidate> candidates = new ArrayList<>();
		for (PeerAddress address : current.members()) {
			Candidate candidate = this.fresh.getOrDefault(address, this.remembered.get(address));
			if (candidate != null) {
				candidates.add(candidate);
			}
		}
		return candidates;
	}

	private void notify(ViewDecision decision, long now) {
		for (Candidate fenced : decision.fenced()) {
			if (this.notices.permits(fenced.address(), now)) {
				this.post.fence(fenced.address(), new Exclusion(fenced.key(), true), decision);
			}
		}
		decision.refused().forEach((newcomer, holder) -> {
			if (this.notices.permits(newcomer.address(), now)) {
				this.post.send(newcomer.address(), new Refusal(holder.clusterAddress()));
			}
		});
	}

	private boolean isNews(ViewDecision decision) {
		if (this.announced == null) {
			return true;
		}
		return !keys(decision).equals(this.announcedKeys) || isMoreThanGrowth(decision, this.announced.view());
	}

	/** Who is lost, or leads, is told at once. */
	private boolean isEarly(ViewDecision decision, long now) {
		return this.announced != null && now - this.announcedAt < GROWTH_NANOS * decision.members().size()
				&& new HashSet<>(keys(decision)).containsAll(this.announcedKeys)
				&& !isMoreThanGrowth(decision, this.announced.view());
	}

	private static boolean isMoreThanGrowth(ViewDecision decision, View last) {
		return !decision.leader().equals(last.coordinator()) || decision.epoch() > last.epoch()
				|| decision.members().stream().anyMatch((member) -> member.number() > last.number());
	}

	private static List<MemberKey> keys(ViewDecision decision) {
		return decision.members().stream().map(Candidate::key).toList();
	}

	private void announce(ViewDecision decision) {
		List<Node> nodes = decision.members().stream().map(Candidate::node).toList();
		List<PeerAddress> addresses = decision.members().stream().map(Candidate::address).toList();
		View view = new View(decision.number(), decision.epoch(), decision.leader(), nodes);
		Announcement announcement = new Announcement(view, addresses);
		this.announced = announcement;
		this.announcedKeys = Candidate.keys(view);
		for (Candidate member : decision.members()) {
			this.fresh.put(member.address(), Candidate.of(member.address(), member.node(), view, this.announcedKeys));
		}
		this.post.announce(announcement);
	}

	/**
	 * Carries messages to peers, this node included.
	 */
	interface Post {

		void send(PeerAddress to, Body body);

		/** To all members of the view. */
		void announce(Announcement announcement);

		void fence(PeerAddress to, Exclusion exclusion, ViewDecision because);

	}

}

package dev.mesh.cluster.membership;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.NameTakenException;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Announcement;
import dev.mesh.cluster.membership.Body.Application;
import dev.mesh.cluster.membership.Body.Check;
import dev.mesh.cluster.membership.Body.Exclusion;
import dev.mesh.cluster.membership.Body.Hello;
import dev.mesh.cluster.membership.Body.Refusal;
import dev.mesh.cluster.membership.Body.StillMember;
import dev.mesh.cluster.membership.HeldMessages.Held;
import dev.mesh.control.MalformedMessageException;

/**
 * One node's part in the membership protocol: a state machine that is driven by one
 * thread and sees the time only as an argument.
 *
 * <p>
 * A message is accepted from an incarnation that is in this node's view, at the address
 * the view gives it. One from a newer view waits for that view. Any other sender is told
 * that it is excluded, which is how a node that hung learns what it missed.
 */
final class Membership {

	private static final Logger logger = LoggerFactory.getLogger(Membership.class);

	private static final long EAGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long LOG_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final Link link;

	private final Observer observer;

	private final LongSupplier stamps;

	private final Loneliness loneliness;

	private final long failureNanos;

	private final ViewMaker maker = new ViewMaker(new MakerPost());

	private final HeldMessages held = new HeldMessages();

	private final Throttle<PeerAddress> notices = new Throttle<>(EAGER_NANOS);

	private final Throttle<PeerAddress> complaints = new Throttle<>(LOG_NANOS);

	private volatile Standing standing;

	private @Nullable LinkView group;

	private long generation;

	private long leastGeneration;

	private @Nullable Held early;

	private long lastHello;

	private boolean checking;

	private boolean excluded;

	private long checkUntil;

	private @Nullable Long refusedSince;

	private long now;

	Membership(Node self, View lastView, Link link, Observer observer, LongSupplier stamps, Duration failureTimeout,
			List<HostPort> peers) {
		this.link = link;
		this.observer = observer;
		this.stamps = stamps;
		this.loneliness = new Loneliness(peers);
		this.failureNanos = failureTimeout.toNanos();
		this.standing = new Standing(self, lastView, Map.of(), false);
	}

	Standing standing() {
		return this.standing;
	}

	/**
	 * Take note of a new group of peers.
	 * @param next the group
	 * @param now the time
	 */
	void regrouped(LinkView next, long now) {
		this.now = now;
		if (next.generation() < Math.max(this.generation, this.leastGeneration)) {
			return;
		}
		if (next.generation() > this.generation) {
			this.generation = next.generation();
			Node self = Nodes.at(this.standing.self(), next.clusterAddress());
			this.standing = this.standing.with(self, false);
			this.observer.status(this.excluded ? MembershipStatus.EXCLUDED : MembershipStatus.JOINING);
		}
		boolean known = isKnownTo(next);
		this.group = next;
		this.maker.regroup(next, this.standing, now);
		if (!known) {
			sayHello();
		}
		Held announcement = this.early;
		if (announcement != null && announcement.from().equals(next.maker())) {
			this.early = null;
			receive(announcement.from(), announcement.envelope());
		}
	}

	/** A maker that stays keeps what it was told by those that stay. */
	private boolean isKnownTo(LinkView next) {
		LinkView current = this.group;
		return current != null && current.generation() == next.generation() && current.maker().equals(next.maker())
				&& !next.merge() && this.standing.member();
	}

	/**
	 * Take a message.
	 * @param messageGeneration the connection it came on
	 * @param from where it came from
	 * @param bytes the message
	 * @param now the time
	 */
	void received(long messageGeneration, PeerAddress from, byte[] bytes, long now) {
		this.now = now;
		if (messageGeneration != this.generation || messageGeneration < this.leastGeneration) {
			return;
		}
		try {
			receive(from, EnvelopeFormat.decode(bytes));
		}
		catch (MalformedMessageException ex) {
			if (this.complaints.permits(from, now)) {
				logger.warn("dropped a message from {}: {}. Check that all nodes run versions that go together.", from,
						ex.getMessage());
			}
		}
	}

	private void receive(PeerAddress from, Envelope envelope) {
		Body body = envelope.body();
		if (body instanceof Hello hello) {
			if (envelope.key().equals(MemberKey.of(hello.node()))) {
				this.maker.hear(from, envelope, hello);
			}
		}
		else if (body instanceof Announcement announcement) {
			announced(from, envelope, announcement);
		}
		else if (body instanceof Refusal refusal) {
			refused(refusal);
		}
		else if (body instanceof Exclusion exclusion) {
			excluded(envelope, exclusion);
		}
		else if (body instanceof Check) {
			answerCheck(from, envelope);
		}
		else if (body instanceof StillMember) {
			if (this.checking && isKnown(from, envelope)) {
				endCheck();
			}
		}
		else if (body instanceof Application application) {
			application(from, envelope, application);
		}
	}

	/**
	 * Tell whether nothing waits for others or for time to pass: all that is due by time
	 * is to say from time to time that this node is there.
	 */
	boolean isSettled() {
		return this.standing.member() && !this.checking && this.maker.isSettled();
	}

	/**
	 * Do what is due by time.
	 * @param now the time
	 */
	void tick(long now) {
		this.now = now;
		if (this.group == null) {
			return;
		}
		long due = this.standing.member() ? STEADY_NANOS : EAGER_NANOS;
		if (now - this.lastHello >= due) {
			sayHello();
		}
		if (this.checking) {
			continueCheck();
		}
		else {
			this.maker.advance(now);
		}
		this.held.expire(now);
		if (this.standing.member()) {
			this.loneliness.observe(this.standing.view().members().size(), this.standing.self().clusterAddress(), now);
		}
	}

	/**
	 * Take note that this node did nothing for a while: the others may have gone on
	 * without it, so it asks before it does or answers anything else.
	 * @param nanos for how long
	 * @param now the time
	 */
	void paused(long nanos, long now) {
		this.now = now;
		if (nanos < PAUSE_NANOS || !this.standing.member() || this.standing.view().members().size() < 2) {
			return;
		}
		logger.warn("this node was paused for {} ms. It asks the others whether it is still a member.",
				TimeUnit.NANOSECONDS.toMillis(nanos));
		this.checking = true;
		this.checkUntil = now + this.failureNanos;
		this.observer.status(MembershipStatus.JOINING);
		continueCheck();
	}

	private void continueCheck() {
		if (this.now - this.checkUntil >= 0) {
			logger.warn("no other member answered within {} ms. This node goes on as a member.",
					TimeUnit.NANOSECONDS.toMillis(this.failureNanos));
			endCheck();
			return;
		}
		byte[] check = EnvelopeFormat.encode(this.standing.envelope(new Check()));
		this.standing.addresses().forEach((node, address) -> {
			if (!node.equals(this.standing.self().id()) && this.notices.permits(address, this.now)) {
				this.link.sendOnce(address, check);
			}
		});
	}

	private void endCheck() {
		this.checking = false;
		this.observer.status(MembershipStatus.MEMBER);
		replayHeld();
	}

	private void answerCheck(PeerAddress from, Envelope envelope) {
		if (!this.standing.member() || this.checking) {
			return;
		}
		if (isKnown(from, envelope)) {
			this.link.sendOnce(from, EnvelopeFormat.encode(this.standing.envelope(new StillMember())));
		}
		else {
			tellExcluded(from, envelope);
		}
	}

	private void tellExcluded(PeerAddress from, Envelope envelope) {
		if (this.standing.member() && this.notices.permits(from, this.now)) {
			LinkView current = this.group;
			boolean grouped = current != null && current.members().contains(from);
			Exclusion exclusion = new Exclusion(envelope.key(), grouped);
			this.link.sendOnce(from, EnvelopeFormat.encode(this.standing.envelope(exclusion)));
		}
	}

	private boolean isKnown(PeerAddress from, Envelope envelope) {
		return this.standing.view().contains(envelope.sender(), envelope.incarnation())
				&& from.equals(this.standing.addressOf(envelope.sender()));
	}

	private void sayHello() {
		LinkView current = this.group;
		if (current == null) {
			return;
		}
		this.lastHello = this.now;
		View view = this.standing.view();
		List<MemberKey> keys = this.standing.member() ? Candidate.keys(view) : List.of();
		Hello hello = new Hello(this.standing.self(), this.standing.member(), view.coordinator(), keys);
		Envelope envelope = this.standing.envelope(hello);
		if (current.isMaker()) {
			this.maker.hear(current.self(), envelope, hello);
		}
		else {
			this.link.send(current.maker(), EnvelopeFormat.encode(envelope));
		}
	}

	private void announced(PeerAddress from, Envelope envelope, Announcement announcement) {
		LinkView current = this.group;
		if (current == null || !from.equals(current.maker())) {
			// It may be ahead of the group it was made for; a maker that was given up is
			// never the first of a later group.
			this.early = new Held(from, envelope, this.now);
			return;
		}
		View next = announcement.view();
		View view = this.standing.view();
		// One leader per epoch: for another one the maker has to begin a new epoch.
		boolean sameTerm = next.epoch() == view.epoch() && next.coordinator().equals(view.coordinator());
		boolean newer = next.number() > view.number() && (next.epoch() > view.epoch() || sameTerm);
		Node self = this.standing.self();
		if (newer && next.contains(self.id(), self.incarnation())) {
			accept(announcement);
		}
		else if (!next.equals(view) && this.notices.permits(from, this.now)) {
			sayHello();
		}
	}

	private void accept(Announcement announcement) {
		Map<NodeId, PeerAddress> addresses = new HashMap<>();
		for (int i = 0; i < announcement.addresses().size(); i++) {
			addresses.put(announcement.view().members().get(i).id(), announcement.addresses().get(i));
		}
		View next = announcement.view();
		View view = new View(next.number(), next.epoch(), next.coordinator(),
				Nodes.known(this.standing.view(), next.members()));
		this.standing = new Standing(this.standing.self(), view, addresses, true);
		this.checking = false;
		this.excluded = false;
		this.refusedSince = null;
		this.observer.view(view);
		this.observer.status(MembershipStatus.MEMBER);
		replayHeld();
	}

	private void refused(Refusal refusal) {
		if (this.standing.member()) {
			return;
		}
		if (this.refusedSince == null) {
			this.refusedSince = this.now;
		}
		// The holder may be this very node's last life: long enough for it to be given
		// up.
		if (this.now - this.refusedSince > 2 * this.failureNanos + TimeUnit.SECONDS.toNanos(1)) {
			Node self = this.standing.self();
			this.refusedSince = this.now;
			this.observer.nameTaken(new NameTakenException(self.name(), refusal.holder(), self.clusterAddress()));
		}
	}

	private void excluded(Envelope envelope, Exclusion exclusion) {
		View view = this.standing.view();
		boolean newer = envelope.epoch() > view.epoch()
				|| (envelope.epoch() == view.epoch() && envelope.number() > view.number());
		Node self = this.standing.self();
		if (!this.standing.member() || !newer || !exclusion.excluded().equals(MemberKey.of(self))) {
			return;
		}
		if (view.members().size() == 1) {
			// As when several nodes start at once and each founds the cluster at first.
			logger.info("this node ran alone, and others are in view {} of epoch {}. It joins them.", envelope.number(),
					envelope.epoch());
		}
		else {
			logger.warn("this node is not in the others' view {} of epoch {}: they went on without it. It rejoins.",
					envelope.number(), envelope.epoch());
		}
		long incarnation = Math.max(self.incarnation() + 1, this.stamps.getAsLong());
		this.standing = this.standing.with(Nodes.as(self, incarnation), false);
		this.checking = false;
		this.held.clear();
		this.excluded = true;
		this.observer.status(MembershipStatus.EXCLUDED);
		if (exclusion.grouped()) {
			sayHello();
		}
		else {
			this.group = null;
			this.leastGeneration = this.generation + 1;
			this.link.reconnect();
		}
	}

	private void application(PeerAddress from, Envelope envelope, Application application) {
		if (this.checking || (!isKnown(from, envelope) && envelope.number() > this.standing.view().number())) {
			this.held.add(from, envelope, this.now);
		}
		else if (this.standing.member() && isKnown(from, envelope)) {
			Node sender = this.standing.view().find(envelope.sender());
			if (sender != null) {
				this.observer.message(sender, application);
			}
		}
		else {
			tellExcluded(from, envelope);
		}
	}

	private void replayHeld() {
		for (Held message : this.held.takeAll(this.now)) {
			receive(message.from(), message.envelope());
		}
	}

	/**
	 * Learns what becomes of this node; called on the membership thread.
	 */
	interface Observer {

		void status(MembershipStatus status);

		void view(View view);

		void message(Node sender, Application message);

		void nameTaken(NameTakenException conflict);

	}

	/**
	 * Carries the maker's messages; those to this node itself take the short way.
	 */
	private final class MakerPost implements ViewMaker.Post {

		@Override
		public void send(PeerAddress to, Body body) {
			deliver(to, Membership.this.standing.envelope(body));
		}

		/** Encoded once: a view of many members is large, and goes to as many. */
		@Override
		public void announce(Announcement announcement) {
			Envelope envelope = Membership.this.standing.envelope(announcement);
			byte[] bytes = EnvelopeFormat.encode(envelope);
			for (PeerAddress member : announcement.addresses()) {
				if (isHere(member)) {
					receive(member, envelope);
				}
				else {
					Membership.this.link.send(member, bytes);
				}
			}
		}

		@Override
		public void fence(PeerAddress to, Exclusion exclusion, ViewDecision because) {
			Node self = Membership.this.standing.self();
			deliver(to, new Envelope(self.id(), self.incarnation(), because.number(), because.epoch(), exclusion));
		}

		private void deliver(PeerAddress to, Envelope envelope) {
			if (isHere(to)) {
				receive(to, envelope);
			}
			else {
				Membership.this.link.send(to, EnvelopeFormat.encode(envelope));
			}
		}

		private boolean isHere(PeerAddress address) {
			LinkView current = Membership.this.group;
			return current != null && current.self().equals(address);
		}

	}

}

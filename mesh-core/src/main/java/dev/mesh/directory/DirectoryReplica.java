package dev.mesh.directory;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.OwnerLoop;
import dev.mesh.control.Rounds;
import dev.mesh.watch.WatchedValue;

import org.jspecify.annotations.Nullable;

/**
 * The part of the directory that its thread owns: every method is a task of the loop.
 */
final class DirectoryReplica {

	/** How far snapshots are apart, for each member: 25 ms where there are 100. */
	private static final long SNAPSHOT_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final HybridLogicalClock clock;

	private final DirectoryOptions options;

	private final Supplier<EntryContent> content;

	private final WatchedValue<DirectorySnapshot> snapshots;

	private final OwnerLoop loop;

	private final DropLog drops;

	private final Entries entries;

	private final Announcements announcements = new Announcements();

	private final UnheardMembers unheard = new UnheardMembers();

	private final Rounds digests = new Rounds();

	private long writtenAt;

	/** When what is held back is looked at again. */
	private @Nullable Long refreshDue;

	private boolean acknowledgeTimer;

	private boolean unpublished;

	private long publishedAt = System.nanoTime();

	DirectoryReplica(MeshCluster cluster, Messaging messaging, HybridLogicalClock clock, DirectoryOptions options,
			Supplier<EntryContent> content, WatchedValue<DirectorySnapshot> snapshots, OwnerLoop loop, DropLog drops) {
		this.cluster = cluster;
		this.messaging = messaging;
		this.clock = clock;
		this.options = options;
		this.content = content;
		this.snapshots = snapshots;
		this.loop = loop;
		this.drops = drops;
		this.entries = new Entries(new View(0, 0, cluster.self().id(), List.of()));
	}

	/**
	 * Catch up with the view and with what this node says of itself. Called before
	 * anything else is done, so that a lost nudge costs nothing.
	 */
	void refresh() {
		refresh(false);
	}

	private void refresh(boolean atOnce) {
		View view = this.cluster.view();
		View before = this.entries.view();
		boolean viewChanged = view.number() != before.number();
		if (viewChanged) {
			this.entries.changeView(view);
			this.announcements.changeView(view);
		}
		NodeEntry written = writeOwn(atOnce);
		boolean toldWhole = written != null && written.isBasis();
		if (viewChanged && !toldWhole) {
			greet(before, view);
		}
		if (viewChanged || written != null) {
			publishSnapshot();
		}
	}

	private void greet(View before, View view) {
		NodeEntry own = own();
		if (own == null) {
			return;
		}
		for (Node member : view.members()) {
			if (!member.id().equals(own.node()) && !before.contains(member.id(), member.incarnation())) {
				this.messaging.send(member.id(), Messaging.Subject.DIRECTORY,
						DirectoryFormat.encode(new DirectoryMessage.Entry(own, false)));
			}
		}
	}

	private @Nullable NodeEntry own() {
		return this.entries.get(this.cluster.self().id());
	}

	private @Nullable NodeEntry writeOwn(boolean atOnce) {
		Node self = this.entries.view().find(this.cluster.self().id());
		if (self == null) {
			return null;
		}
		EntryContent wanted = this.content.get();
		NodeEntry own = this.entries.get(self.id());
		if (own != null && !isDue(own, wanted, atOnce)) {
			return null;
		}
		long stamp = this.clock.now();
		NodeEntry entry = (own != null && wanted.differsOnlyInLoad(EntryContent.of(own)))
				? own.withLoad(stamp, wanted.load()) : new NodeEntry(self.id(), self.incarnation(), stamp,
						wanted.offers(), wanted.instances(), wanted.load(), wanted.attributes());
		this.entries.put(entry);
		this.writtenAt = System.nanoTime();
		tell(entry);
		if (own == null) {
			askForEntries();
		}
		return entry;
	}

	/**
	 * A load that is lost is made up for by the next, or by a digest.
	 */
	private void tell(NodeEntry entry) {
		if (entry.isBasis()) {
			this.messaging.broadcast(Messaging.Subject.DIRECTORY,
					DirectoryFormat.encode(new DirectoryMessage.Entry(entry, false)));
		}
		else {
			this.messaging.broadcastOnce(Messaging.Subject.DIRECTORY, DirectoryFormat
				.encode(new DirectoryMessage.LoadChange(entry.basis(), entry.stamp(), entry.load())));
		}
	}

	/**
	 * The others greet who joins; this is for what they sent before this node listened.
	 */
	private void askForEntries() {
		membersWithoutEntry().forEach((member) -> mend(member.id(), new DirectoryMessage.Ask(false)));
	}

	private List<Node> membersWithoutEntry() {
		return this.entries.view()
			.members()
			.stream()
			.filter((member) -> this.entries.get(member.id()) == null)
			.toList();
	}

	private boolean isDue(NodeEntry own, EntryContent wanted, boolean atOnce) {
		EntryContent written = EntryContent.of(own);
		if (wanted.equals(written)) {
			return false;
		}
		Duration interval = wanted.differsOnlyInLoad(written) ? loadInterval() : this.options.changeInterval();
		long left = this.writtenAt + interval.toNanos() - System.nanoTime();
		if (atOnce || left <= 0) {
			return true;
		}
		refreshAfter(left);
		return false;
	}

	private Duration loadInterval() {
		return Rounds.stretch(this.options.loadInterval(), this.entries.view().members().size());
	}

	private void refreshAfter(long nanos) {
		Long due = System.nanoTime() + nanos;
		if (this.refreshDue == null || due - this.refreshDue < 0) {
			this.refreshDue = due;
			this.loop.after(Duration.ofNanos(nanos), () -> {
				if (due.equals(this.refreshDue)) {
					this.refreshDue = null;
				}
				refresh();
			});
		}
	}

	void onMessage(Node sender, byte[] payload) {
		refresh();
		DirectoryMessage message;
		try {
			message = DirectoryFormat.decode(payload);
		}
		catch (MalformedMessageException ex) {
			this.drops.dropped("one from " + sender.name() + " is malformed: " + ex.getMessage());
			return;
		}
		if (message instanceof DirectoryMessage.Entry entry) {
			onEntry(sender, entry);
		}
		else if (message instanceof DirectoryMessage.Digest digest) {
			onDigest(sender, digest);
		}
		else if (message instanceof DirectoryMessage.Ask ask) {
			onAsk(sender, ask);
		}
		else if (message instanceof DirectoryMessage.Acknowledgement acknowledgement) {
			this.announcements.acknowledge(sender.id(), acknowledgement.stamp());
		}
		else if (message instanceof DirectoryMessage.LoadChange change) {
			onLoadChange(sender, change);
		}
	}

	private void onEntry(Node sender, DirectoryMessage.Entry message) {
		NodeEntry entry = message.entry();
		if (!entry.node().equals(sender.id()) || entry.incarnation() != sender.incarnation()) {
			this.drops.dropped("an entry from " + sender.name() + " is not its own or from before it rejoined");
			return;
		}
		if (!observe(sender, entry.stamp())) {
			return;
		}
		if (this.entries.put(entry)) {
			publishSoon();
		}
		if (message.acknowledge()) {
			acknowledge(sender, entry.incarnation(), entry.stamp());
		}
	}

	private void onLoadChange(Node sender, DirectoryMessage.LoadChange change) {
		if (!observe(sender, change.stamp())) {
			return;
		}
		NodeEntry known = this.entries.get(sender.id());
		if (known == null || Long.compareUnsigned(known.basis(), change.basis()) < 0) {
			mend(sender.id(), new DirectoryMessage.Ask(false));
		}
		else if (known.basis() == change.basis() && this.entries.put(known.withLoad(change.stamp(), change.load()))) {
			publishSoon();
		}
	}

	private boolean observe(Node sender, long stamp) {
		boolean accepted = this.clock.observe(stamp);
		if (!accepted) {
			this.drops.dropped("one from " + sender.name() + " is stamped " + this.clock.skew()
					+ " ahead of this node's clock, beyond the allowed drift: set the clocks of both");
		}
		return accepted;
	}

	private boolean acknowledge(Node sender, long incarnation, long stamp) {
		NodeEntry known = this.entries.get(sender.id());
		if (known == null || known.incarnation() != incarnation || Long.compareUnsigned(known.stamp(), stamp) < 0) {
			return false;
		}
		if (this.unpublished) {
			publishSnapshot();
		}
		mend(sender.id(), new DirectoryMessage.Acknowledgement(known.stamp()));
		return true;
	}

	private void onDigest(Node sender, DirectoryMessage.Digest digest) {
		if (!observe(sender, digest.stamp())) {
			return;
		}
		NodeEntry known = this.entries.get(sender.id());
		boolean newer = known == null || known.incarnation() != digest.incarnation()
				|| Long.compareUnsigned(known.stamp(), digest.stamp()) < 0;
		if (newer) {
			mend(sender.id(), new DirectoryMessage.Ask(digest.acknowledge()));
		}
		else if (digest.acknowledge()) {
			acknowledge(sender, digest.incarnation(), digest.stamp());
		}
	}

	private void onAsk(Node sender, DirectoryMessage.Ask ask) {
		NodeEntry own = own();
		if (own != null) {
			mend(sender.id(), new DirectoryMessage.Entry(own, ask.acknowledge()));
		}
	}

	/**
	 * Look after what may have been missed, and tell all the stamp of this node's entry.
	 */
	void digest() {
		refresh();
		this.drops.report();
		this.unheard.observe(membersWithoutEntry());
		NodeEntry own = own();
		if (this.digests.isTurn(this.entries.view().members().size()) && own != null) {
			this.messaging.broadcastOnce(Messaging.Subject.DIRECTORY,
					DirectoryFormat.encode(new DirectoryMessage.Digest(own.incarnation(), own.stamp(), false)));
		}
	}

	/**
	 * Find out when all members have what this node says of itself now.
	 */
	void announce(long deadline, CompletableFuture<Void> done) {
		refresh(true);
		NodeEntry own = own();
		if (own == null) {
			done.complete(null); // in no view: nobody routes here
			return;
		}
		Set<NodeId> others = this.entries.view()
			.members()
			.stream()
			.map(Node::id)
			.filter((id) -> !id.equals(own.node()))
			.collect(Collectors.toSet());
		this.announcements.add(own.stamp(), others, deadline, done);
		askForAcknowledgements();
	}

	private void askForAcknowledgements() {
		this.announcements.expire();
		Set<NodeId> missing = this.announcements.missing();
		NodeEntry own = own();
		if (own != null) {
			missing
				.forEach((member) -> mend(member, new DirectoryMessage.Digest(own.incarnation(), own.stamp(), true)));
		}
		if (!missing.isEmpty() && !this.acknowledgeTimer) {
			this.acknowledgeTimer = true;
			this.loop.after(this.options.acknowledgeInterval(), () -> {
				this.acknowledgeTimer = false;
				refresh();
				askForAcknowledgements();
			});
		}
	}

	/**
	 * Entries are stamped and asked for again: neither order nor loss matters here.
	 */
	private void mend(NodeId to, DirectoryMessage message) {
		this.messaging.sendOnce(to, Messaging.Subject.DIRECTORY, DirectoryFormat.encode(message));
	}

	/**
	 * Publish what others said of themselves. When many nodes start, that comes faster
	 * than snapshots can be followed: the more members, the more may share one.
	 */
	private void publishSoon() {
		if (this.unpublished) {
			return;
		}
		long interval = SNAPSHOT_NANOS * this.entries.view().members().size();
		long left = this.publishedAt + interval - System.nanoTime();
		if (left <= 0) {
			publishSnapshot();
			return;
		}
		this.unpublished = true;
		this.loop.after(Duration.ofNanos(left), () -> {
			if (this.unpublished) {
				publishSnapshot();
			}
		});
	}

	private void publishSnapshot() {
		this.unpublished = false;
		this.publishedAt = System.nanoTime();
		this.snapshots
			.update((last) -> new DirectorySnapshot(last.revision() + 1, this.entries.view(), this.entries.current()));
	}

	void close() {
		this.announcements.close();
	}

}

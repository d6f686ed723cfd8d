package dev.mesh.directory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import dev.mesh.control.LoopThread;
import dev.mesh.control.Nudge;
import dev.mesh.control.OwnerLoop;
import dev.mesh.control.Restartable;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

import org.jspecify.annotations.Nullable;

/**
 * The directory of one node, kept by telling each other. Safe for use by any thread.
 */
public final class ReplicatedDirectory implements Directory {

	private static final int INBOX = 4096;

	private final LoopThread thread;

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final HybridLogicalClock clock;

	private final DirectoryOptions options;

	private final AtomicReference<EntryContent> content = new AtomicReference<>(EntryContent.EMPTY);

	private final WatchedValue<DirectorySnapshot> snapshots;

	private final DropLog drops = new DropLog();

	private final Restartable<Running> running = new Restartable<>(Running::new);

	/**
	 * Make a directory; it becomes the receiver of its subject.
	 * @param cluster the cluster
	 * @param messaging the way to the other members
	 * @param clock stamps this node's entry and judges the stamps of others
	 * @param options the rhythm
	 * @param thread does what there is to do
	 */
	public ReplicatedDirectory(MeshCluster cluster, Messaging messaging, HybridLogicalClock clock,
			DirectoryOptions options, LoopThread thread) {
		this.thread = thread;
		this.cluster = cluster;
		this.messaging = messaging;
		this.clock = clock;
		this.options = options;
		View none = new View(0, 0, cluster.self().id(), List.of());
		this.snapshots = new WatchedValue<>(new DirectorySnapshot(0, none, Map.of()));
		messaging.receive(Messaging.Subject.DIRECTORY, this::onMessage);
	}

	/**
	 * Start. Starting a started directory does nothing; a stopped one can be started
	 * again.
	 */
	public void start() {
		this.running.start();
	}

	/**
	 * Stop; announcements under way fail. Stopping a stopped directory does nothing.
	 */
	public void stop() {
		this.running.stop();
	}

	@Override
	public Watched<DirectorySnapshot> snapshots() {
		return this.snapshots;
	}

	/**
	 * Change what this node says of itself; what is said before the start is sent then.
	 * Returns at once. Changes that come close together may go out as one; a change of
	 * the load alone goes out once per load interval at most.
	 * @param change makes the new content; free of side effects, as it may be called more
	 * than once
	 * @throws IllegalArgumentException if the entry would be too large to be sent
	 */
	public void publish(UnaryOperator<EntryContent> change) {
		this.content.updateAndGet((old) -> {
			EntryContent changed = change.apply(old);
			requireSendable(changed);
			return changed;
		});
		Running current = this.running.current();
		if (current != null) {
			current.refresh.ask();
		}
	}

	private void requireSendable(EntryContent changed) {
		NodeEntry entry = new NodeEntry(this.cluster.self().id(), 0, 0, changed.offers(), changed.instances(),
				changed.load(), changed.attributes());
		DirectoryFormat.encode(new DirectoryMessage.Entry(entry, false));
	}

	/**
	 * Wait until what was published before this call is in the snapshots of all other
	 * members of the view; members that leave meanwhile do not count.
	 * @param timeout the longest to wait
	 * @return completed then; completed exceptionally with a
	 * {@link java.util.concurrent.TimeoutException} naming who is missing, or with an
	 * {@link IllegalStateException} if the directory is stopped. It is completed on the
	 * directory's thread: what follows must be short or run elsewhere.
	 */
	public CompletionStage<Void> announced(Duration timeout) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		long deadline = System.nanoTime() + timeout.toNanos();
		Running current = this.running.current();
		if (current == null || !current.loop.offer(() -> current.replica.announce(deadline, done))) {
			done.completeExceptionally(new IllegalStateException(
					"the directory is stopped or overwhelmed: start it, or announce again a little later"));
		}
		return done;
	}

	private void onMessage(Node sender, byte[] payload) {
		Running current = this.running.current();
		if (current != null && !current.loop.offer(() -> current.replica.onMessage(sender, payload))) {
			this.drops.dropped("the inbox of " + INBOX + " messages was full");
		}
	}

	/**
	 * What exists between a start and a stop.
	 */
	private final class Running implements Restartable.Running {

		private final OwnerLoop loop = new OwnerLoop(ReplicatedDirectory.this.thread, INBOX);

		private final DirectoryReplica replica;

		private final Nudge refresh;

		private final Subscription views;

		Running() {
			ReplicatedDirectory owner = ReplicatedDirectory.this;
			this.replica = new DirectoryReplica(owner.cluster, owner.messaging, owner.clock, owner.options,
					owner.content::get, owner.snapshots, this.loop, owner.drops);
			this.refresh = new Nudge(this.loop, this.replica::refresh);
			this.loop.every(owner.options.digestInterval(), this.replica::digest);
			this.loop.start();
			this.views = owner.cluster.views().watch((view) -> this.refresh.ask());
		}

		@Override
		public void close() {
			this.views.close();
			this.loop.offer(this.replica::close);
			this.loop.close();
		}

	}

}

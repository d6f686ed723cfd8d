package dev.mesh.cluster.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.mesh.clock.HybridTimestamp;
import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.Messaging.Receiver;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.NameTakenException;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.cluster.membership.Body.Application;
import dev.mesh.watch.WatchedValue;

/**
 * Runs one node's membership on one thread, from {@link #start()} to {@link #stop()}.
 * Transport threads hand over here and go on at once.
 */
public final class MembershipLoop implements Membership.Observer {

	private static final Logger logger = LoggerFactory.getLogger(MembershipLoop.class);

	private static final int INBOX = 8192;

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	/** Where nothing is under way that the next tick could bring on. */
	private static final long SETTLED_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/** How many messages are handled before it is seen what follows from them. */
	private static final int BURST = 64;

	private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX);

	// Apart from the inbox: a group must get through even when messages crowd it.
	private final AtomicReference<@Nullable LinkView> group = new AtomicReference<>();

	private final AtomicLong dropped = new AtomicLong();

	private final CompletableFuture<Void> joined = new CompletableFuture<>();

	private final Throttle<String> complaints = new Throttle<>(LOG_NANOS);

	private final Membership membership;

	private final WatchedValue<View> views;

	private final WatchedValue<MembershipStatus> status;

	private final Receivers receivers;

	private final Link link;

	private final Outbox outbox;

	private final Thread thread;

	private final LongSupplier stamps;

	/** A stamp; 0 if there was none. */
	private volatile long lastExclusion;

	private volatile boolean running = true;

	/**
	 * Make a loop.
	 * @param self this node, with a fresh incarnation
	 * @param link the transport
	 * @param views where views are published; holds the last one this process has seen,
	 * so that numbers grow over restarts
	 * @param status where the status is published
	 * @param receivers who takes the messages of other parts of the node
	 * @param stamps gives the stamps of further incarnations
	 * @param failureTimeout after how long without a sign of life a node is given up
	 * @param peers the addresses at which peers are expected
	 */
	public MembershipLoop(Node self, Link link, WatchedValue<View> views, WatchedValue<MembershipStatus> status,
			Receivers receivers, LongSupplier stamps, Duration failureTimeout, List<HostPort> peers) {
		this.views = views;
		this.status = status;
		this.receivers = receivers;
		this.link = link;
		this.stamps = stamps;
		this.membership = new Membership(self, views.get(), link, this, stamps, failureTimeout, peers);
		this.outbox = new Outbox(this.membership::standing, link);
		this.thread = new Thread(this::run, "mesh-cluster-" + self.name());
		this.thread.setDaemon(true);
	}

	/**
	 * Start the loop's threads.
	 */
	public void start() {
		this.outbox.start();
		this.thread.start();
	}

	/**
	 * Stop the loop and wait for its threads; what is still in the inbox is dropped.
	 */
	public void stop() {
		this.running = false;
		this.joined.cancel(false);
		this.outbox.stop();
		this.thread.interrupt();
		Threads.join(this.thread);
	}

	/**
	 * Return this node as it is now.
	 * @return the node with its current incarnation
	 */
	public Node self() {
		return this.membership.standing().self();
	}

	/**
	 * Return when this node last learned that it is excluded.
	 * @return the moment, empty if it never was
	 */
	public Optional<Instant> lastExclusion() {
		long stamp = this.lastExclusion;
		return (stamp != 0) ? Optional.of(new HybridTimestamp(stamp, self().id().value()).toInstant())
				: Optional.empty();
	}

	/**
	 * Return what completes when this node is in a published view for the first time, or
	 * fails with {@link NameTakenException}.
	 * @return the future
	 */
	public CompletableFuture<Void> joined() {
		return this.joined;
	}

	/**
	 * Hand over a new group of peers; never blocks.
	 * @param next the group
	 */
	public void regrouped(LinkView next) {
		this.group.updateAndGet((waiting) -> (waiting != null && waiting.merge()
				&& waiting.generation() == next.generation() && !next.merge()) ? merged(next) : next);
		this.inbox.offer(() -> {
		});
	}

	// A merge that is overtaken before the loop saw it is still a merge.
	private static LinkView merged(LinkView next) {
		return new LinkView(next.generation(), next.self(), next.clusterAddress(), next.members(), true);
	}

	/**
	 * Hand over a message; never blocks. If the inbox is full the message is dropped and
	 * counted: membership messages are repeated until they take effect.
	 * @param generation the connection it came on
	 * @param from where it came from
	 * @param message the message
	 */
	public void received(long generation, PeerAddress from, byte[] message) {
		if (!this.inbox.offer(() -> this.membership.received(generation, from, message, System.nanoTime()))) {
			this.dropped.incrementAndGet();
		}
	}

	/**
	 * Queue a message of another part of the node; never blocks.
	 * @param to the receiver, {@code null} for all other members
	 * @param subject what it is about
	 * @param payload the message
	 */
	public void send(@Nullable NodeId to, Subject subject, byte[] payload) {
		this.outbox.offer(new Parcel(to, application(subject, payload)));
	}

	/**
	 * Send a message of another part of the node once, past what is queued.
	 * @param to the receiver, {@code null} for all other members
	 * @param subject what it is about
	 * @param payload the message
	 */
	public void sendOnce(@Nullable NodeId to, Subject subject, byte[] payload) {
		new Parcel(to, application(subject, payload)).dispatch(this.membership.standing(), this.link::sendOnce);
	}

	private static Application application(Subject subject, byte[] payload) {
		if (payload.length > EnvelopeFormat.MAX_PAYLOAD) {
			throw new IllegalArgumentException("a message of " + payload.length + " bytes about " + subject
					+ ". Split it into messages of at most " + EnvelopeFormat.MAX_PAYLOAD + " bytes.");
		}
		return new Application(subject, payload);
	}

	private void run() {
		long last = System.nanoTime();
		while (this.running) {
			try {
				long tick = this.membership.isSettled() ? SETTLED_TICK_NANOS : TICK_NANOS;
				Runnable next = this.inbox.poll(tick, TimeUnit.NANOSECONDS);
				long now = System.nanoTime();
				// Beyond the time it may have waited for a message.
				this.membership.paused(now - last - tick, now);
				last = now;
				turn(next, now);
			}
			catch (InterruptedException ex) {
				logger.debug("woken to look whether to stop");
			}
			catch (RuntimeException ex) {
				logger.error("a membership message could not be handled. It is dropped; please report this.", ex);
			}
		}
	}

	private void turn(@Nullable Runnable next, long now) {
		LinkView regrouped = this.group.getAndSet(null);
		if (regrouped != null) {
			this.membership.regrouped(regrouped, now);
		}
		Runnable message = next;
		for (int handled = 0; message != null; message = following(handled)) {
			message.run();
			handled++;
		}
		this.membership.tick(now);
		long lost = this.dropped.get();
		if (lost > 0 && this.complaints.permits("inbox", now)) {
			logger.warn("the inbox of {} messages was full and {} were dropped. Look for a slow message receiver.",
					INBOX, this.dropped.getAndAdd(-lost));
		}
	}

	/** What came after a new group may be from one that only the group knows. */
	private @Nullable Runnable following(int handled) {
		return (handled < BURST && this.group.get() == null) ? this.inbox.poll() : null;
	}

	@Override
	public void status(MembershipStatus next) {
		if (this.status.get() != next && this.status.get() != MembershipStatus.LEAVING) {
			logger.info("status {}", next);
			if (next == MembershipStatus.EXCLUDED) {
				this.lastExclusion = this.stamps.getAsLong();
			}
			this.status.set(next);
		}
		if (next == MembershipStatus.MEMBER) {
			this.joined.complete(null);
		}
	}

	@Override
	public void view(View view) {
		logger.info("view {} of epoch {}, led by {}: {}", view.number(), view.epoch(), leader(view),
				view.members().stream().map(Node::name).toList());
		this.views.set(view);
	}

	private static Object leader(View view) {
		Node leader = view.find(view.coordinator());
		return (leader != null) ? leader.name() : view.coordinator();
	}

	@Override
	public void message(Node sender, Application message) {
		Receiver receiver = this.receivers.of(message.subject());
		if (receiver == null) {
			logger.debug("nobody takes messages about {}", message.subject());
			return;
		}
		try {
			receiver.onMessage(sender, message.payload());
		}
		catch (RuntimeException ex) {
			logger.error("the receiver of a message about {} from '{}' failed. The message is dropped.",
					message.subject(), sender.name(), ex);
		}
	}

	@Override
	public void nameTaken(NameTakenException conflict) {
		if (!this.joined.completeExceptionally(conflict)) {
			logger.warn("{} It keeps trying to rejoin.", conflict.getMessage());
		}
	}

}

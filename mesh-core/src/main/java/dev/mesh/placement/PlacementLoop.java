package dev.mesh.placement;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.control.Nudge;
import dev.mesh.control.OwnerLoop;
import dev.mesh.control.Restartable;
import dev.mesh.directory.Directory;
import dev.mesh.directory.NodeEntry;
import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.advice.AdviceState;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.jspecify.annotations.Nullable;

/**
 * One node's share in placement: it plans while the node is the coordinator, and holds
 * the newest plan on every node. Safe for use by any thread.
 */
public final class PlacementLoop {

	/**
	 * The attribute of a node's directory entry that, with the value {@code true}, takes
	 * the node out of placement: nothing is placed there, and what is there is placed
	 * elsewhere.
	 */
	public static final String DRAINING = "mesh.draining";

	private static final Logger logger = LoggerFactory.getLogger(PlacementLoop.class);

	private static final int INBOX = 1024;

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final Directory directory;

	private final PlacementOptions options;

	private final Supplier<NodeReport> reports;

	private final Time time;

	private final WatchedValue<Plan> plans = new WatchedValue<>(Plan.NONE);

	private final Placements placements = new ForwardedPlacements(this::request);

	private final Restartable<Running> running = new Restartable<>(Running::new);

	/**
	 * Make the loop; it becomes the receiver of its subject.
	 * @param cluster the cluster
	 * @param messaging the way to the other members
	 * @param directory says who offers what
	 * @param options the rhythm
	 */
	public PlacementLoop(MeshCluster cluster, Messaging messaging, Directory directory, PlacementOptions options) {
		this(cluster, messaging, directory, options, () -> NodeReport.NONE);
	}

	/**
	 * Make the loop of a node that measures; it becomes the receiver of its subject.
	 * @param cluster the cluster
	 * @param messaging the way to the other members
	 * @param directory says who offers what
	 * @param options the rhythm
	 * @param reports what this node measured since it was asked last; called on the
	 * loop's thread
	 */
	public PlacementLoop(MeshCluster cluster, Messaging messaging, Directory directory, PlacementOptions options,
			Supplier<NodeReport> reports) {
		this(cluster, messaging, directory, options, reports, Time.SYSTEM);
	}

	PlacementLoop(MeshCluster cluster, Messaging messaging, Directory directory, PlacementOptions options,
			Supplier<NodeReport> reports, Time time) {
		this.cluster = cluster;
		this.messaging = messaging;
		this.directory = directory;
		this.options = options;
		this.reports = reports;
		this.time = time;
		messaging.receive(Messaging.Subject.PLACEMENT, this::onMessage);
	}

	/**
	 * Start. Starting a started loop does nothing; a stopped one can be started again,
	 * and goes on from the newest plan it saw.
	 */
	public void start() {
		this.running.start();
	}

	/**
	 * Stop. Stopping a stopped loop does nothing.
	 */
	public void stop() {
		this.running.stop();
	}

	/**
	 * Return the plans, each of a greater epoch than the one before, to read or to watch.
	 * Before the first it is {@link Plan#NONE}.
	 * @return the plans
	 */
	public Watched<Plan> plans() {
		return this.plans;
	}

	/**
	 * Return who calls whom, what is proposed and what was done to make calls go less
	 * far. Only the coordinator knows.
	 * @return the present state; {@link AdviceState#NONE} on other nodes
	 */
	public AdviceState advice() {
		Running current = this.running.current();
		return (current != null) ? current.state.advice() : AdviceState.NONE;
	}

	/**
	 * Tell whether a node hands over what it hosts.
	 * @param entry the node's directory entry
	 * @return whether it is {@linkplain #DRAINING draining}
	 */
	public static boolean isDraining(NodeEntry entry) {
		return "true".equals(entry.attributes().get(DRAINING));
	}

	/**
	 * Return what operators can ask.
	 * @return the requests, which fail while the loop is stopped
	 */
	public Placements placements() {
		return this.placements;
	}

	/**
	 * Look at the world as this node sees it. What only the coordinator measures is left
	 * out on other nodes.
	 * @return the situation; fails with a {@link PlacementRequestException} while the
	 * loop is stopped or has too much to do. Completes on placement's thread: attach only
	 * what is short, or name an executor
	 */
	public CompletionStage<Situation> situation() {
		CompletableFuture<Situation> answer = new CompletableFuture<>();
		Running current = this.running.current();
		if (current == null
				|| !current.loop.offer(() -> answer.completeAsync(current.state::situation, Runnable::run))) {
			answer.completeExceptionally(new PlacementRequestException(Reason.NOT_READY,
					"This node is stopped, or has too much to do. Ask again, or ask another one."));
		}
		return answer.minimalCompletionStage();
	}

	private CompletionStage<Admission> request(PolicyChange change, boolean dryRun) {
		CompletableFuture<Admission> answer = new CompletableFuture<>();
		Running current = this.running.current();
		if (current == null || !current.loop.offer(() -> current.state.request(change, dryRun, answer))) {
			Requests.fail(answer, Reason.NOT_READY,
					"This node is stopped, or has too much to do. Ask again, or ask another one.");
		}
		return answer;
	}

	private void onMessage(Node sender, byte[] payload) {
		Running current = this.running.current();
		if (current != null && !current.loop.offer(() -> current.state.onMessage(sender, payload))) {
			logger.warn("A placement message from {} was dropped: {} wait already. The next head makes up for it.",
					sender.name(), INBOX);
		}
	}

	/**
	 * What exists between a start and a stop.
	 */
	private final class Running implements Restartable.Running {

		private final OwnerLoop loop = new OwnerLoop("mesh-placement", INBOX);

		private final Searching searching;

		private final PlacementState state;

		private final Nudge refresh;

		private final Subscription views;

		private final Subscription status;

		private final Subscription snapshots;

		Running() {
			PlacementLoop owner = PlacementLoop.this;
			this.searching = new Searching(new SolverOptimizer(), this::searched);
			this.state = new PlacementState(owner.cluster, owner.messaging, owner.directory, owner.options, owner.plans,
					owner.time, this.loop, this.searching);
			this.refresh = new Nudge(this.loop, this.state::refresh);
			this.loop.every(owner.options.headInterval(), this.state::tellHead);
			OptimizeOptions optimize = owner.options.optimize();
			if (optimize.measures()) {
				this.loop.every(optimize.reportInterval(), () -> this.state.report(owner.reports.get()));
			}
			this.loop.start();
			this.views = owner.cluster.views().watch((view) -> this.refresh.ask());
			this.status = owner.cluster.status().watch((current) -> this.refresh.ask());
			this.snapshots = owner.directory.snapshots().watch((snapshot) -> this.refresh.ask());
		}

		/** Where there is no room, the next report of this node sees to the finding. */
		private void searched() {
			boolean unused = this.loop.offer(this.state::searched);
		}

		@Override
		public void close() {
			this.views.close();
			this.status.close();
			this.snapshots.close();
			this.searching.close();
			this.loop.close();
			this.state.close();
		}

	}

}

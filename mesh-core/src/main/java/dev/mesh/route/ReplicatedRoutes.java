package dev.mesh.route;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.control.LoopThread;
import dev.mesh.control.Nudge;
import dev.mesh.control.OwnerLoop;
import dev.mesh.control.Restartable;
import dev.mesh.directory.Directory;
import dev.mesh.route.RouteRefusedException.Reason;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverPlan;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's share in the traffic policies of the cluster. Safe for use by any thread.
 */
public final class ReplicatedRoutes implements TrafficRoutes {

	private static final Logger logger = LoggerFactory.getLogger(ReplicatedRoutes.class);

	private static final int INBOX = 1024;

	private final LoopThread thread;

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final Directory directory;

	private final HybridLogicalClock clock;

	private final RouteOptions options;

	private final RouteMeasures measures = new RouteMeasures();

	private final RouteMap map = new RouteMap();

	private final WatchedValue<RouteBook> book;

	private final WatchedValue<Map<String, RoutePolicy>> policies;

	private final Restartable<Running> running = new Restartable<>(Running::new);

	/**
	 * Make the routes of a node; they become the receiver of their subject.
	 * @param cluster the cluster
	 * @param messaging the way to the other members
	 * @param directory says which versions there are
	 * @param clock stamps what is decided here, and judges the stamps of others
	 * @param configured the policies that hold unless something else is decided
	 * @param options the rhythm
	 * @param thread does what there is to do
	 */
	public ReplicatedRoutes(MeshCluster cluster, Messaging messaging, Directory directory, HybridLogicalClock clock,
			Map<String, RoutePolicy> configured, RouteOptions options, LoopThread thread) {
		this.thread = thread;
		this.cluster = cluster;
		this.messaging = messaging;
		this.directory = directory;
		this.clock = clock;
		this.options = options;
		RouteBook first = RouteBook.of(0, Map.of(), Map.of(), configured);
		this.book = new WatchedValue<>(first);
		this.policies = new WatchedValue<>(first.effective());
		messaging.receive(Messaging.Subject.ROUTE, this::onMessage);
	}

	/**
	 * Start. Starting what is started does nothing; what was stopped can be started
	 * again, and goes on from what it knew.
	 */
	public void start() {
		this.running.start();
	}

	/**
	 * Stop: the policies go on to hold, and are not changed any more. Stopping what is
	 * stopped does nothing.
	 */
	public void stop() {
		this.running.stop();
	}

	/**
	 * Return the policies in force.
	 * @return the policies by the name of the service, to read or to watch
	 */
	public Watched<Map<String, RoutePolicy>> policies() {
		return this.policies;
	}

	/**
	 * Take over what the topology says.
	 * @param stated the policies by the name of the service
	 */
	public void topology(Map<String, RoutePolicy> stated) {
		update((old) -> old.topology().equals(stated) ? old
				: RouteBook.of(old.revision() + 1, old.routes(), stated, old.configured()));
	}

	private void decided(Map<String, Route> routes) {
		update((old) -> RouteBook.of(old.revision() + 1, routes, old.topology(), old.configured()));
	}

	/**
	 * Not under the lock of starts and stops, which waits for the loop that calls this.
	 */
	private void update(UnaryOperator<RouteBook> change) {
		synchronized (this.book) {
			RouteBook changed = this.book.update(change);
			this.policies.update((old) -> old.equals(changed.effective()) ? old : changed.effective());
		}
	}

	@Override
	public Watched<RouteBook> book() {
		return this.book;
	}

	@Override
	public RouteMeasures measures() {
		return this.measures;
	}

	@Override
	public CompletionStage<Void> set(String service, RoutePolicy policy) {
		return decide((replica) -> {
			new RouteChecks(this.directory.snapshot(), service).check(policy);
			requireIdle(replica, service);
			replica.decide(service, new Route(policy, null));
		});
	}

	@Override
	public CompletionStage<Void> reset(String service) {
		return decide((replica) -> {
			if (replica.route(service) != null) {
				replica.decide(service, null);
			}
		});
	}

	@Override
	public CompletionStage<Void> cutOver(String service, CutoverPlan plan) {
		return decide((replica) -> {
			new RouteChecks(this.directory.snapshot(), service).check(plan);
			requireIdle(replica, service);
			RoutePolicy before = this.book.get().policy(service);
			replica.decide(service, Route.of(before, Cutover.begin(plan, replica.nowMillis())));
		});
	}

	@Override
	public CompletionStage<Void> abort(String service) {
		return decide((replica) -> {
			Route route = replica.route(service);
			Cutover cutover = (route != null) ? route.cutover() : null;
			if (route == null || cutover == null || !route.isCuttingOver()) {
				throw new RouteRefusedException(Reason.REFUSED, "No cutover of '" + service
						+ "' is under way. Look at /actuator/mesh/routes for how the last one ended.");
			}
			replica.decide(service, Route.of(route.policy(), cutover.abort(replica.nowMillis())));
		});
	}

	private static void requireIdle(RouteReplica replica, String service) {
		Route route = replica.route(service);
		if (route != null && route.isCuttingOver()) {
			throw new RouteRefusedException(Reason.REFUSED,
					"A cutover of '" + service + "' is under way. Wait for its end, or abort it.");
		}
	}

	private CompletionStage<Void> decide(Consumer<RouteReplica> decision) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		Running current = this.running.current();
		if (current == null || !current.loop.offer(() -> current.run(decision, done))) {
			done.completeExceptionally(new RouteRefusedException(Reason.NOT_READY,
					"This node is stopped, or has too much to do. Ask again, or ask another one."));
		}
		return done.minimalCompletionStage();
	}

	private void onMessage(Node sender, byte[] payload) {
		Running current = this.running.current();
		if (current != null && !current.loop.offer(() -> current.onMessage(sender, payload))) {
			logger.warn("A message about routes from {} was dropped: {} wait already. The next digest makes up for it.",
					sender.name(), INBOX);
		}
	}

	/**
	 * What exists between a start and a stop.
	 */
	private final class Running implements Restartable.Running {

		private final OwnerLoop loop = new OwnerLoop(ReplicatedRoutes.this.thread, INBOX);

		private final RouteReplica replica;

		private final Nudge refresh;

		private final Subscription views;

		private boolean judging;

		Running() {
			ReplicatedRoutes owner = ReplicatedRoutes.this;
			this.replica = new RouteReplica(owner.cluster, owner.messaging, owner.clock, owner.map, owner::decided,
					owner.measures, System::nanoTime);
			this.refresh = new Nudge(this.loop, this.replica::refresh);
			this.loop.every(owner.options.digestInterval(), this::digest);
			this.loop.start();
			this.views = owner.cluster.views().watch((view) -> this.refresh.ask());
		}

		private void digest() {
			this.replica.digest();
			judgeLater();
		}

		private void onMessage(Node sender, byte[] payload) {
			this.replica.onMessage(sender, payload);
			judgeLater();
		}

		/** While a cutover is under way; it may have begun here or elsewhere. */
		private void judgeLater() {
			if (!this.judging && this.replica.isCuttingOver()) {
				this.judging = true;
				this.loop.after(ReplicatedRoutes.this.options.judgeInterval(), this::judge);
			}
		}

		private void judge() {
			this.judging = false;
			try {
				this.replica.judge();
			}
			finally {
				judgeLater();
			}
		}

		private void run(Consumer<RouteReplica> decision, CompletableFuture<Void> done) {
			try {
				this.replica.refresh();
				decision.accept(this.replica);
				judgeLater();
				done.complete(null);
			}
			catch (RuntimeException ex) {
				done.completeExceptionally(ex);
			}
		}

		@Override
		public void close() {
			this.views.close();
			this.loop.close();
		}

	}

}

package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.placement.Plan;
import dev.mesh.rpc.local.InstanceGate;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.watch.Subscription;
import dev.mesh.watch.Watched;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what is live here what the plan says. One thread owns all state;
 * {@link #reconcile()} looks at the newest plan and directory, takes the next step of
 * every service and can run at any time from any state. Beans are made and ended by the
 * {@link Activation} threads, which report back to the owner.
 * <p>
 * An instance that the plan moves away goes on until its replacements are ready (make
 * before break), or until the hand-over has taken too long.
 */
final class Reconciler {

	private static final Logger logger = LoggerFactory.getLogger(Reconciler.class);

	private final NodeId self;

	private final List<HostedService> services;

	private final Watched<Plan> plans;

	private final Directory directory;

	private final LocalInstances live;

	private final Activation activation;

	private final Consumer<List<Instance>> publisher;

	private final Duration drainTimeout;

	private final ScheduledThreadPoolExecutor owner;

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final List<Subscription> subscriptions = new ArrayList<>();

	private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();

	private List<Instance> published = List.of();

	private boolean withdrawing;

	private boolean handOverExpired;

	private @Nullable Future<?> handOver;

	/** Set by the thread that stops; what the owner then finds done is of no interest. */
	private volatile boolean stopped;

	Reconciler(NodeId self, List<ServiceDefinition> definitions, Watched<Plan> plans, Directory directory,
			LocalInstances live, Consumer<List<Instance>> publisher, Duration drainTimeout,
			ScheduledThreadPoolExecutor owner) {
		this.self = self;
		this.services = definitions.stream().map(HostedService::new).toList();
		this.plans = plans;
		this.directory = directory;
		this.live = live;
		this.publisher = publisher;
		this.drainTimeout = drainTimeout;
		this.owner = owner;
		this.activation = new Activation();
	}

	void start() {
		this.subscriptions.add(this.plans.watch((plan) -> wake()));
		this.subscriptions.add(this.directory.snapshots().watch((snapshot) -> wake()));
	}

	/**
	 * End all instances, each once its replacement is ready or cannot be had.
	 * @return completes when nothing is live here, on the owner's thread
	 */
	CompletionStage<Void> withdraw() {
		this.owner.execute(() -> {
			this.withdrawing = true;
			wake();
		});
		this.handOver = this.owner.schedule(() -> {
			this.handOverExpired = true;
			wake();
		}, this.drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
		return this.withdrawn;
	}

	void stop() {
		this.stopped = true;
		if (this.handOver != null) {
			this.handOver.cancel(false);
		}
		this.subscriptions.forEach(Subscription::close);
		this.activation.close();
	}

	/** However many wake-ups there are, one waits in the queue. */
	private void wake() {
		if (this.scheduled.compareAndSet(false, true)) {
			try {
				this.owner.execute(() -> {
					this.scheduled.set(false);
					reconcile();
				});
			}
			catch (RejectedExecutionException ex) {
				logger.debug("a change came after the node had stopped");
			}
		}
	}

	private void reconcile() {
		try {
			if (!this.stopped) {
				takeNextSteps();
			}
		}
		catch (RuntimeException ex) {
			if (this.stopped) {
				return;
			}
			// The next change is another chance; the thread must live to take it.
			logger.error("what is live here could not be brought in line with the plan; it is tried again with the "
					+ "next change", ex);
		}
	}

	private void takeNextSteps() {
		Plan plan = this.plans.get();
		DirectorySnapshot snapshot = this.directory.snapshot();
		for (HostedService service : this.services) {
			step(service, plan, snapshot);
		}
		publish();
		if (this.withdrawing && this.services.stream().allMatch(Reconciler::isNotLive)) {
			this.withdrawn.complete(null);
		}
	}

	private void step(HostedService service, Plan plan, DirectorySnapshot snapshot) {
		boolean wanted = !this.withdrawing && assigned(service, plan).contains(this.self);
		if (wanted && service.mayStart(plan.epoch())) {
			begin(service, plan.epoch());
		}
		else if (!wanted && service.status() == InstanceStatus.READY && isReplaced(service, plan, snapshot)) {
			drain(service);
		}
	}

	private static Set<NodeId> assigned(HostedService service, Plan plan) {
		return plan.assignment().nodesOf(service.id());
	}

	private static boolean isNotLive(HostedService service) {
		return service.status() == null || service.status() == InstanceStatus.FAILED;
	}

	/**
	 * An instance may go once all nodes that should have the service are ready. While
	 * this node withdraws and the plan still counts on it, a newer plan is waited for. On
	 * a node that is alone nobody takes over: instances stay until it stops.
	 */
	private boolean isReplaced(HostedService service, Plan plan, DirectorySnapshot snapshot) {
		if (this.handOverExpired) {
			return true;
		}
		if (snapshot.view().members().size() <= 1) {
			return this.withdrawing;
		}
		Set<NodeId> assigned = assigned(service, plan);
		if (assigned.contains(this.self)) {
			return false;
		}
		List<NodeId> ready = snapshot.instancesOf(service.id().name())
			.stream()
			.filter((hosted) -> hosted.instance().service().equals(service.id())
					&& hosted.instance().status() == InstanceStatus.READY)
			.map(HostedInstance::node)
			.map((node) -> node.id())
			.toList();
		return assigned.stream().allMatch((node) -> ready.contains(node) || snapshot.view().find(node) == null);
	}

	private void begin(HostedService service, long epoch) {
		service.starting();
		this.activation.create(service.definition())
			.whenCompleteAsync((bean, failure) -> begun(service, epoch, bean, failure), this.owner);
	}

	private void begun(HostedService service, long epoch, Object bean, Throwable failure) {
		if (failure != null) {
			logger.error("'{}' could not be started on this node; another node is tried", service.id(), failure);
			service.failed(RootCause.describe(failure), epoch);
		}
		else {
			InstanceGate gate = new InstanceGate(service.id(), bean);
			service.ready(gate);
			this.live.add(gate);
			logger.info("'{}' is ready on this node", service.id());
		}
		reconcile();
	}

	/**
	 * Close the gate, let the calls in flight end, then end the bean. Calls that come too
	 * late are refused as not executed and go elsewhere.
	 */
	private void drain(HostedService service) {
		InstanceGate gate = service.gate();
		service.draining();
		this.live.remove(gate);
		CompletionStage<Void> idle = gate.close()
			.toCompletableFuture()
			.completeOnTimeout(null, this.drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
		idle.whenCompleteAsync((none, failure) -> end(service, gate), this.owner);
	}

	private void end(HostedService service, InstanceGate gate) {
		if (gate.inFlight() > 0) {
			logger.warn("'{}' is ended with {} calls still in flight after {} ms", service.id(), gate.inFlight(),
					this.drainTimeout.toMillis());
		}
		this.activation.destroy(service.definition(), gate.bean()).whenCompleteAsync((ended, failure) -> {
			if (failure != null) {
				logger.warn("'{}' did not end cleanly", service.id(), failure);
			}
			service.gone();
			logger.info("'{}' has left this node", service.id());
			reconcile();
		}, this.owner);
	}

	private void publish() {
		List<Instance> now = this.services.stream()
			.map(HostedService::published)
			.filter((instance) -> instance != null)
			.toList();
		if (!now.equals(this.published)) {
			this.published = now;
			this.publisher.accept(now);
		}
	}

}

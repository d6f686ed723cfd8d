package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
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

	/** Of the directory's notifier, which calls once at a time. */
	private @Nullable DirectorySnapshot followed;

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
		this.subscriptions.add(this.directory.snapshots().watch(this::follow));
	}

	/** Loads change all the time, and nothing here depends on them. */
	private void follow(DirectorySnapshot snapshot) {
		DirectorySnapshot before = this.followed;
		this.followed = snapshot;
		Set<String> changed = (before != null) ? snapshot.servicesChangedSince(before) : null;
		if (changed == null || !changed.isEmpty()) {
			wake();
		}
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

	/**
	 * Return the calls in flight by service, without those that have none. To be called
	 * on the owner's thread.
	 */
	Map<ServiceId, Integer> busy() {
		Map<ServiceId, Integer> busy = new HashMap<>();
		for (HostedService service : this.services) {
			int calls = service.inFlight();
			if (calls > 0) {
				busy.put(service.id(), calls);
			}
		}
		return busy;
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
		if (this.withdrawing && this.services.stream().allMatch(HostedService::isNotLive)) {
			this.withdrawn.complete(null);
		}
	}

	private void step(HostedService service, Plan plan, DirectorySnapshot snapshot) {
		int planned = plan.assignment().count(service.id(), this.self);
		int wanted = this.withdrawing ? 0 : planned;
		while (service.standing() < wanted) {
			HostedInstance instance = service.start(plan.epoch(), wanted);
			if (instance == null) {
				break;
			}
			begin(service, instance, plan.epoch());
		}
		int surplus = service.standing() - wanted;
		if (surplus <= 0) {
			return;
		}
		for (int spare = Math.min(surplus, spare(service, planned, plan, snapshot)); spare > 0; spare--) {
			drain(service, service.newestReady());
		}
	}

	/**
	 * An instance may go once all that should be elsewhere are ready. While this node
	 * withdraws and the plan still counts on it, a newer plan is waited for. On a node
	 * that is alone nobody takes over: what it has of a service stays until it stops.
	 */
	private int spare(HostedService service, int planned, Plan plan, DirectorySnapshot snapshot) {
		HandOver handOver = new HandOver(this.self, plan, snapshot);
		int ready = service.count(InstanceStatus.READY);
		if (this.handOverExpired || (this.withdrawing && handOver.isAlone())) {
			return ready;
		}
		boolean counted = this.withdrawing && planned > 0;
		boolean lastOnes = planned == 0 && handOver.isAlone();
		return (counted || lastOnes) ? 0 : Math.min(ready, handOver.spare(service.id(), ready));
	}

	private void begin(HostedService service, HostedInstance instance, long epoch) {
		this.activation.create(service.definition())
			.whenCompleteAsync((bean, failure) -> begun(service, instance, epoch, bean, failure), this.owner);
	}

	private void begun(HostedService service, HostedInstance instance, long epoch, Object bean, Throwable failure) {
		if (failure != null) {
			logger.error("'{}' could not be started on this node; another node is tried", service.id(), failure);
			instance.failed(RootCause.describe(failure), epoch);
		}
		else {
			InstanceGate gate = new InstanceGate(service.id(), bean);
			instance.ready(gate);
			this.live.add(gate);
			logger.info("'{}' is ready on this node", service.id());
		}
		reconcile();
	}

	/**
	 * Close the gate, let the calls in flight end, then end the bean. Calls that come too
	 * late are refused as not executed and go elsewhere.
	 */
	private void drain(HostedService service, @Nullable HostedInstance instance) {
		if (instance == null) {
			return;
		}
		InstanceGate gate = instance.gate();
		instance.draining();
		CompletionStage<Void> idle = this.live.drain(gate)
			.toCompletableFuture()
			.completeOnTimeout(null, this.drainTimeout.toMillis(), TimeUnit.MILLISECONDS);
		idle.whenCompleteAsync((none, failure) -> end(service, instance, gate), this.owner);
	}

	private void end(HostedService service, HostedInstance instance, InstanceGate gate) {
		if (gate.inFlight() > 0) {
			logger.warn("'{}' is ended with {} calls still in flight after {} ms", service.id(), gate.inFlight(),
					this.drainTimeout.toMillis());
		}
		gate.end();
		this.activation.destroy(service.definition(), gate.bean()).whenCompleteAsync((ended, failure) -> {
			if (failure != null) {
				logger.warn("'{}' did not end cleanly", service.id(), failure);
			}
			service.gone(instance);
			logger.info("'{}' has left this node", service.id());
			reconcile();
		}, this.owner);
	}

	private void publish() {
		List<Instance> now = this.services.stream().flatMap((service) -> service.published().stream()).toList();
		if (!now.equals(this.published)) {
			this.published = now;
			this.publisher.accept(now);
		}
	}

}

package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Plan;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.watch.WatchedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReconcilerTests {

	private static final NodeId HERE = new NodeId(1);

	private static final NodeId THERE = new NodeId(2);

	private static final ServiceId PRICING = new ServiceId("pricing", "1");

	private static final ServiceId STOCK = new ServiceId("stock", "1");

	private final WatchedValue<Plan> plans = new WatchedValue<>(Plan.NONE);

	private final WatchedValue<DirectorySnapshot> snapshots = new WatchedValue<>(
			new DirectorySnapshot(0, view(HERE, THERE), Map.of()));

	private final Directory directory = () -> this.snapshots;

	private final LocalInstances live = new LocalInstances();

	private final Map<ServiceId, Beans> beans = new HashMap<>();

	private final ScheduledThreadPoolExecutor owner = MeshThreads.single("test-reconciler");

	private volatile List<Instance> published = List.of();

	private Reconciler reconciler = reconciler(Duration.ofSeconds(20), PRICING, STOCK);

	@AfterEach
	void stop() {
		this.reconciler.stop();
		this.owner.shutdownNow();
		this.plans.close();
		this.snapshots.close();
	}

	@Test
	void startsWhatThePlanPutsHere() {
		plan(1, Map.of(PRICING, Set.of(HERE), STOCK, Set.of(THERE)));

		awaitStatus(PRICING, InstanceStatus.READY);
		assertThat(this.live.find(PRICING)).isNotNull();
		assertThat(this.live.find(STOCK)).isNull();
	}

	@Test
	void keepsAnInstanceUntilItsReplacementIsReady() {
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		plan(2, Map.of(PRICING, Set.of(THERE), STOCK, Set.of(HERE)));
		awaitStatus(STOCK, InstanceStatus.READY);
		assertThat(status(PRICING)).isEqualTo(InstanceStatus.READY);

		elsewhere(PRICING, InstanceStatus.READY);
		await().until(() -> status(PRICING) == null);
		assertThat(beans(PRICING).destroyed).hasValue(1);
	}

	@Test
	void letsGoWhenTheNodeThatShouldHaveItIsGone() {
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		plan(2, Map.of(PRICING, Set.of(THERE)));
		this.snapshots
			.update((old) -> new DirectorySnapshot(old.revision() + 1, view(HERE, new NodeId(3)), old.entries()));

		await().until(() -> status(PRICING) == null);
	}

	@Test
	void aNodeThatIsAloneKeepsWhatItHas() {
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		this.snapshots.update((old) -> new DirectorySnapshot(old.revision() + 1, view(HERE), old.entries()));
		plan(2, Map.of(PRICING, Set.of(THERE), STOCK, Set.of(HERE)));
		awaitStatus(STOCK, InstanceStatus.READY);

		assertThat(status(PRICING)).isEqualTo(InstanceStatus.READY);
	}

	@Test
	void aFailureIsReportedAndTriedAgainOnlyUnderANewerPlan() {
		beans(PRICING).failures.add(new IllegalStateException("no database"));
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.FAILED);
		assertThat(this.published).singleElement()
			.extracting(Instance::detail)
			.isEqualTo("IllegalStateException: no database");

		elsewhere(STOCK, InstanceStatus.READY);
		plan(1, Map.of(PRICING, Set.of(HERE), STOCK, Set.of(HERE)));
		awaitStatus(STOCK, InstanceStatus.READY);
		assertThat(status(PRICING)).isEqualTo(InstanceStatus.FAILED);

		plan(2, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);
	}

	@Test
	void aServiceThatHangsWhileStartingHoldsUpNoOther() {
		CountDownLatch hang = new CountDownLatch(1);
		beans(PRICING).hang = hang;
		plan(1, Map.of(PRICING, Set.of(HERE), STOCK, Set.of(HERE)));

		awaitStatus(STOCK, InstanceStatus.READY);
		assertThat(status(PRICING)).isEqualTo(InstanceStatus.STARTING);
		hang.countDown();
	}

	@Test
	void whatIsNoLongerWantedWhenItHasStartedIsEndedAgain() {
		CountDownLatch hang = new CountDownLatch(1);
		beans(PRICING).hang = hang;
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.STARTING);

		plan(2, Map.of());
		hang.countDown();

		await().until(() -> beans(PRICING).destroyed.get() == 1 && status(PRICING) == null);
	}

	@Test
	void withdrawingWaitsForANewPlanAndItsReplacement() {
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		CompletableFuture<Void> withdrawn = this.reconciler.withdraw().toCompletableFuture();
		elsewhere(STOCK, InstanceStatus.READY);
		assertThat(withdrawn).isNotDone();
		plan(2, Map.of(PRICING, Set.of(THERE)));
		elsewhere(PRICING, InstanceStatus.STARTING);
		assertThat(status(PRICING)).isEqualTo(InstanceStatus.READY);
		elsewhere(PRICING, InstanceStatus.READY);

		await().until(withdrawn::isDone);
		assertThat(status(PRICING)).isNull();
	}

	@Test
	void withdrawingDoesNotWaitForeverForAReplacement() {
		this.reconciler.stop();
		this.reconciler = reconciler(Duration.ofMillis(50), PRICING);
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		CompletableFuture<Void> withdrawn = this.reconciler.withdraw().toCompletableFuture();

		await().until(withdrawn::isDone);
		assertThat(beans(PRICING).destroyed).hasValue(1);
	}

	@Test
	void aCallThatNeverEndsDoesNotKeepAnInstanceForever() {
		this.reconciler.stop();
		this.reconciler = reconciler(Duration.ofMillis(50), PRICING);
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);
		LocalInstance instance = this.live.find(PRICING);
		assertThat(instance != null && instance.enter()).isTrue();

		plan(2, Map.of());

		await().until(() -> status(PRICING) == null);
	}

	@Test
	void aBeanThatDoesNotEndCleanlyIsGoneAllTheSame() {
		beans(PRICING).failsToEnd = true;
		plan(1, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);

		plan(2, Map.of());
		await().until(() -> status(PRICING) == null);

		plan(3, Map.of(PRICING, Set.of(HERE)));
		awaitStatus(PRICING, InstanceStatus.READY);
	}

	@Test
	void holdsAsManyInstancesAsThePlanSays() {
		counts(1, Map.of(PRICING, Map.of(HERE, 3)));
		await().until(() -> statuses(PRICING).equals(Collections.nCopies(3, InstanceStatus.READY)));

		counts(2, Map.of(PRICING, Map.of(HERE, 1)));
		await().until(() -> statuses(PRICING).equals(List.of(InstanceStatus.READY)));
		assertThat(beans(PRICING).destroyed).hasValue(2);
	}

	@Test
	void surplusInstancesGoAsTheirReplacementsBecomeReady() {
		counts(1, Map.of(PRICING, Map.of(HERE, 3)));
		await().until(() -> statuses(PRICING).size() == 3);

		counts(2, Map.of(PRICING, Map.of(HERE, 1, THERE, 2), STOCK, Map.of(HERE, 1)));
		awaitStatus(STOCK, InstanceStatus.READY);
		assertThat(statuses(PRICING)).hasSize(3);
		elsewhere(PRICING, InstanceStatus.READY, InstanceStatus.STARTING);
		await().until(() -> statuses(PRICING).size() == 2);
		elsewhere(PRICING, InstanceStatus.READY, InstanceStatus.READY);
		await().until(() -> statuses(PRICING).size() == 1);
	}

	@Test
	void oneOfSeveralThatFailsIsTriedAgainUnderANewerPlan() {
		beans(PRICING).failures.add(new IllegalStateException("no database"));
		counts(1, Map.of(PRICING, Map.of(HERE, 2)));
		await().until(() -> Set.copyOf(statuses(PRICING)).equals(Set.of(InstanceStatus.FAILED, InstanceStatus.READY)));

		counts(2, Map.of(PRICING, Map.of(HERE, 2)));
		await().until(() -> statuses(PRICING).equals(Collections.nCopies(2, InstanceStatus.READY)));
	}

	private Reconciler reconciler(Duration drainTimeout, ServiceId... services) {
		List<ServiceDefinition> definitions = Arrays.stream(services)
			.map((id) -> new ServiceDefinition(ServiceSpec.of(id, Replicas.ALL), Runnable.class, beans(id)))
			.toList();
		Reconciler made = new Reconciler(HERE, definitions, this.plans, this.directory, this.live,
				(instances) -> this.published = instances, drainTimeout, this.owner);
		made.start();
		return made;
	}

	private Beans beans(ServiceId service) {
		return this.beans.computeIfAbsent(service, (id) -> new Beans());
	}

	private void plan(long epoch, Map<ServiceId, Set<NodeId>> assignments) {
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		assignments.forEach((service, nodes) -> counts.put(service,
				nodes.stream().collect(Collectors.toMap((node) -> node, (node) -> 1))));
		counts(epoch, counts);
	}

	private void counts(long epoch, Map<ServiceId, Map<NodeId, Integer>> counts) {
		this.plans.set(Plan.settled(epoch, new Assignment(counts), List.of()));
	}

	private void elsewhere(ServiceId service, InstanceStatus... shown) {
		List<Instance> instances = Arrays.stream(shown).map((status) -> new Instance(service, status, "")).toList();
		NodeEntry entry = new NodeEntry(THERE, 1, 1, List.of(), instances, Load.NONE, Map.of());
		this.snapshots.update((old) -> new DirectorySnapshot(old.revision() + 1, old.view(), Map.of(THERE, entry)));
	}

	private void awaitStatus(ServiceId service, InstanceStatus status) {
		await().until(() -> status(service) == status);
	}

	private @Nullable InstanceStatus status(ServiceId service) {
		List<InstanceStatus> all = statuses(service);
		return all.isEmpty() ? null : all.get(0);
	}

	private List<InstanceStatus> statuses(ServiceId service) {
		return this.published.stream()
			.filter((instance) -> instance.service().equals(service))
			.map(Instance::status)
			.toList();
	}

	private static View view(NodeId... ids) {
		List<Node> members = new ArrayList<>();
		for (NodeId id : ids) {
			members.add(new Node(id, 1, "node-" + id, "z", "r", Map.of(), Set.of(), 1, Role.MEMBER,
					new HostPort("127.0.0.1", 1), new HostPort("127.0.0.1", 2), Map.of()));
		}
		return new View(1, 1, ids[0], members);
	}

	/**
	 * Makes and ends beans as a test says.
	 */
	private static final class Beans implements InstanceSource {

		private final Deque<RuntimeException> failures = new ConcurrentLinkedDeque<>();

		private final AtomicInteger destroyed = new AtomicInteger();

		private CountDownLatch hang = new CountDownLatch(0);

		private boolean failsToEnd;

		@Override
		public Object create() throws InterruptedException {
			this.hang.await();
			RuntimeException failure = this.failures.poll();
			if (failure != null) {
				throw failure;
			}
			return (Runnable) () -> {
			};
		}

		@Override
		public void destroy(Object bean) {
			this.destroyed.incrementAndGet();
			if (this.failsToEnd) {
				throw new IllegalStateException("the pool does not close");
			}
		}

	}

}

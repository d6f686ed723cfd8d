package dev.mesh.placement;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.directory.DirectoryOptions;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.ReplicatedDirectory;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;

import dev.mesh.placement.PlacementRequestException.Reason;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Weights;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class PlacementLoopTests {

	private static final ServiceId CART = new ServiceId("cart", "v1");

	private static final ServiceId ADS = new ServiceId("ads", "v1");

	private final InMemoryBus bus = new InMemoryBus(7);

	private final Map<InMemoryNode, Member> members = new LinkedHashMap<>();

	@AfterEach
	void stop() {
		this.members.values().forEach(Member::stop);
		this.bus.close();
	}

	@Test
	void oneNodePlacesWhatItOffers() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).equals(Set.of(one.id())));
	}

	@Test
	void allNodesHoldTheSamePlanAndJoinersGetIt() {
		InMemoryNode one = start("node-1", offer(CART, "2"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "2"), offer(ADS, "all"));
		awaitAgreement();
		await().until(() -> hosts(one, CART).equals(Set.of(one.id(), two.id())));
		InMemoryNode three = start("node-3", offer(ADS, "all"));
		await().until(() -> hosts(three, ADS).equals(Set.of(one.id(), two.id(), three.id())));
		awaitAgreement();
	}

	@Test
	void aSuccessorContinuesFromTheNewestPlan() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(two).size() == 2);
		awaitAgreement();
		long epoch = plan(two).epoch();
		Set<NodeId> survivors = Set.of(two.id(), three.id());
		Map<ServiceId, Map<NodeId, Integer>> before = plan(two).assignment().counts();
		kill(one);
		await().until(() -> plan(two).epoch() > epoch && survivors.containsAll(used(two)) && used(two).size() == 2);
		before.forEach((service, hosts) -> {
			if (survivors.containsAll(hosts.keySet())) {
				assertThat(hosts(two, service)).isEqualTo(hosts.keySet());
			}
		});
		awaitAgreement();
	}

	@Test
	void aCoordinatorThatDiesMidwayIsSucceededByWhoKnowsLess() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		InMemoryNode three = start("node-3", offer(CART, "1"));
		awaitAgreement();
		Plan onlyThreeSaw = plan(500, CART, three);
		// As if the coordinator had died after it sent its plan to one of two.
		three.deliver(one.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(onlyThreeSaw)));
		await().until(() -> plan(three).epoch() >= 500);
		kill(one);
		await().until(() -> plan(two).epoch() > 500 && hosts(two, CART).equals(Set.of(three.id())));
		awaitAgreement();
	}

	@Test
	void aPartitionMendsIntoOnePlan() {
		InMemoryNode one = start("node-1", offer(CART, "2"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "2"), offer(ADS, "1"));
		InMemoryNode three = start("node-3", offer(CART, "2"), offer(ADS, "1"));
		awaitAgreement();
		this.bus.partition(three);
		await().until(() -> used(three).equals(Set.of(three.id())));
		await().until(() -> !used(one).contains(three.id()) && hosts(one, CART).size() == 2);
		long highest = Math.max(plan(one).epoch(), plan(three).epoch());
		this.bus.heal();
		await().until(() -> plan(three).epoch() > highest && plan(three).equals(plan(one)));
		await().until(() -> used(one).equals(Set.of(one.id(), two.id(), three.id())));
		awaitAgreement();
	}

	@Test
	void aStalePlanIsIgnoredAndSoIsOneFromAStranger() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		List<Long> epochs = new CopyOnWriteArrayList<>();
		member(two).placement.plans().watch((plan) -> epochs.add(plan.epoch()));
		Plan stale = plan(0, ADS, two);
		two.deliver(one.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(stale)));
		Plan usurped = plan(900, ADS, two);
		two.deliver(two.self(), Subject.PLACEMENT, PlacementFormat.encode(new PlacementMessage.Newest(usurped)));
		two.deliver(one.self(), Subject.PLACEMENT, new byte[] { 1, 1, 127, 0, 0 });
		publishOffers(one, offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> hosts(two, ADS).size() == 1);
		assertThat(plan(two).epoch()).isLessThan(900);
		assertThat(epochs).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void convergesThoughNothingOrderedArrivesFromTheCoordinator() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		this.bus.stall(one, two);
		publishOffers(one, offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> hosts(two, ADS).size() == 1);
		awaitAgreement();
	}

	@Test
	void convergesThoughManyMessagesAreLost() {
		this.bus.loseMessages(50);
		for (int i = 1; i <= 4; i++) {
			start("node-" + i, offer(CART, "3"), offer(ADS, "all"));
		}
		InMemoryNode first = this.members.keySet().iterator().next();
		await().until(() -> hosts(first, ADS).size() == 4 && hosts(first, CART).size() == 3);
		awaitAgreement();
	}

	@Test
	void aDrainingNodeGetsNothingAndItsInstancesGoElsewhere() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		await().until(() -> !hosts(one, CART).isEmpty());
		InMemoryNode host = hosts(one, CART).contains(one.id()) ? one : two;
		InMemoryNode other = (host == one) ? two : one;
		member(host).directory.publish((content) -> content.withAttribute(PlacementLoop.DRAINING, "true"));
		await().until(() -> hosts(one, CART).equals(Set.of(other.id())));
		member(other).directory.publish((content) -> content.withAttribute(PlacementLoop.DRAINING, "true"));
		await().until(() -> plan(one).pending().size() == 1 && hosts(one, CART).isEmpty());
	}

	@Test
	void aServiceThatFailedToStartGoesElsewhereAndComesBackAfterTheBackOff() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).size() == 1);
		member(one).directory
			.publish((content) -> content.withInstance(new Instance(CART, InstanceStatus.FAILED, "port taken")));
		await().until(() -> plan(one).pending().size() == 1);
		assertThat(plan(one).pending().get(0).reason()).contains("failed to start it (node-1)");
		member(one).directory.publish((content) -> content.withoutInstance(CART));
		await().until(() -> plan(one).pending().isEmpty() && hosts(one, CART).size() == 1);
	}

	@Test
	void theOfferWrittenLastSaysHowManyAreWanted() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		awaitAgreement();
		publishOffers(two, offer(CART, "2"));
		await().until(() -> hosts(one, CART).size() == 2);
		publishOffers(one, offer(CART, "not a number"), offer(ADS, "1"));
		await().until(() -> hosts(one, CART).equals(Set.of(two.id())));
	}

	@Test
	void doesNotFlapWhileOnlyTheLoadChanges() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(one).size() == 2);
		awaitAgreement();
		Plan before = plan(two);
		for (int i = 0; i < 20; i++) {
			String value = Integer.toString(i);
			member(two).directory.publish((content) -> content.withAttribute("n", value));
			await().until(() -> value.equals(attribute(one, two)));
		}
		publishOffers(two, offer(CART, "1"), offer(ADS, "1"), offer(new ServiceId("new", "v1"), "1"));
		await().until(() -> plan(two).epoch() > before.epoch());
		assertThat(plan(two).epoch()).isEqualTo(before.epoch() + 1);
	}

	@Test
	void startsAgainFromTheNewestPlanItSaw() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		await().until(() -> hosts(one, CART).size() == 1);
		long epoch = plan(one).epoch();
		member(one).placement.stop();
		member(one).placement.start();
		await().until(() -> plan(one).epoch() > epoch);
		assertThat(hosts(one, CART)).containsExactly(one.id());
	}

	@Test
	void anyNodeTakesATopologyAndTheSuccessorKeepsIt() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(one, ADS, 3);
		Admission rehearsed = submit(two, "{services: {cart: {replicas: 3}}}", true);
		assertThat(rehearsed.epoch()).isEqualTo(plan(one).epoch());
		assertThat(rehearsed.start()).hasSize(2).allMatch((place) -> place.service().equals(CART));
		assertThat(hosts(one, CART)).hasSize(1);
		Admission admitted = submit(two, "{services: {cart: {replicas: 3}}}", false);
		assertThat(admitted.epoch()).isGreaterThan(rehearsed.epoch());
		assertThat(admitted.start()).isEqualTo(rehearsed.start());
		await().until(() -> hosts(three, CART).size() == 3);
		kill(one);
		await().until(() -> !used(two).contains(one.id()));
		assertThat(plan(two).policy().topology().services()).containsOnlyKeys("cart");
		assertThat(plan(two).pending()).singleElement()
			.satisfies((pending) -> assertThat(pending.service()).isEqualTo(CART));
		awaitAgreement();
	}

	@Test
	void aTopologyThatDoesNotFitIsRefusedAndNothingChanges() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "1"));
		await().until(() -> used(one).size() == 2);
		awaitAgreement();
		Plan before = plan(one);
		for (InMemoryNode node : List.of(one, two)) {
			PlacementRequestException refusal = refused(node, "{services: {cart: {replicas: 3}, ads: {replicas: 2}}}");
			assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
			assertThat(refusal.isRetryable()).isFalse();
			assertThat(refusal.conflicts()).singleElement().satisfies((conflict) -> {
				assertThat(conflict.services()).containsExactly(CART);
				assertThat(conflict.nodes()).containsOnlyKeys("node-1", "node-2");
				assertThat(conflict.rule()).isEqualTo(Rule.MAX_PER_NODE);
				assertThat(conflict.reason())
					.isEqualTo("cart (3 instances) cannot be placed: at most 1 of cart may be on each of the 2 nodes.");
			});
		}
		assertThat(refused(two, "services: [").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(refused(two, "x".repeat(300_000)).reason()).isEqualTo(Reason.TOO_LONG);
		assertThat(plan(one)).isEqualTo(before);
		assertThat(plan(two)).isEqualTo(before);
	}

	@Test
	void aNodeIsCordonedDrainedAndOpenedAgain() {
		InMemoryNode one = start("node-1", offer(CART, "1"), offer(ADS, "all"));
		InMemoryNode two = start("node-2", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(one, ADS, 2);
		join(member(two).placement.placements().cordon("node-2"));
		InMemoryNode three = start("node-3", offer(CART, "1"), offer(ADS, "all"));
		awaitAllIn(two, ADS, 3);
		assertThat(hosts(two, ADS)).contains(two.id());
		join(member(three).placement.placements().drain("node-2"));
		await().until(() -> !used(three).contains(two.id()) && hosts(three, CART).size() == 1);
		join(member(two).placement.placements().uncordon("node-2"));
		awaitAllIn(three, ADS, 3);
		assertThat(plan(three).policy().modes()).isEmpty();
		CompletionException unknown = catchThrowableOfType(CompletionException.class,
				() -> join(member(two).placement.placements().drain("node-9")));
		assertThat(unknown).hasCauseInstanceOf(PlacementRequestException.class)
			.hasMessageContaining("node-9")
			.hasMessageContaining("node-1");
	}

	@Test
	void aRequestThatLostItsCoordinatorMayBeTriedAgain() {
		InMemoryNode one = start("node-1", offer(CART, "1"));
		InMemoryNode two = start("node-2", offer(CART, "1"));
		await().until(() -> hosts(two, CART).size() == 1);
		member(one).placement.stop();
		CompletableFuture<Admission> answer = member(two).placement.placements()
			.submit("{services: {}}", false)
			.toCompletableFuture();
		join(member(two).placement.situation()); // the request before it has been sent
		assertThat(answer).isNotDone();
		kill(one);
		await().until(answer::isDone);
		assertThat(reason(answer)).isEqualTo(Reason.COORDINATOR_CHANGED);
		await().untilAsserted(() -> submit(two, "{services: {}}", false));
		member(two).placement.stop();
		assertThat(reason(member(two).placement.placements().cordon("node-2").toCompletableFuture()))
			.isEqualTo(Reason.NOT_READY);
	}

	@Test
	void anElasticServiceGrowsUnderLoad() {
		InMemoryNode one = start("node-1", offer(CART, "1..3"));
		InMemoryNode two = start("node-2", offer(CART, "1..3"));
		InMemoryNode three = start("node-3", offer(CART, "1..3"));
		await().until(() -> hosts(three, CART).size() == 1);
		member(two).directory.publish((content) -> content.withLoad(new Load(0.1, 30, Map.of(CART, 30))));
		await().until(() -> hosts(three, CART).size() == 3);
		kill(one);
		await().until(() -> hosts(three, CART).size() == 2 && !used(three).contains(one.id()));
		assertThat(plan(three).policy().scales()).containsKey(CART);
	}

	private void awaitAllIn(InMemoryNode node, ServiceId service, int count) {
		await().until(() -> hosts(node, service).size() == count);
		awaitAgreement();
	}

	private Admission submit(InMemoryNode node, String topology, boolean dryRun) {
		return join(member(node).placement.placements().submit(topology, dryRun));
	}

	private PlacementRequestException refused(InMemoryNode node, String topology) {
		return refusal(member(node).placement.placements().submit(topology, false).toCompletableFuture());
	}

	private static Reason reason(CompletableFuture<Admission> failed) {
		return refusal(failed).reason();
	}

	private static PlacementRequestException refusal(CompletableFuture<Admission> failed) {
		CompletionException thrown = catchThrowableOfType(CompletionException.class, failed::join);
		return (PlacementRequestException) Objects.requireNonNull(thrown.getCause());
	}

	private static <T> T join(CompletionStage<T> answer) {
		return answer.toCompletableFuture().join();
	}

	private static Plan plan(long epoch, ServiceId service, InMemoryNode host) {
		return Plan.settled(epoch, new Assignment(Map.of(service, Map.of(host.id(), 1))), List.of());
	}

	private void awaitAgreement() {
		List<InMemoryNode> live = this.bus.nodes().toList();
		await().until(
				() -> live.stream().map((node) -> plan(node)).distinct().count() == 1 && plan(live.get(0)).epoch() > 0);
	}

	private Set<NodeId> used(InMemoryNode node) {
		Set<NodeId> used = new HashSet<>();
		plan(node).assignment().counts().values().forEach((nodes) -> used.addAll(nodes.keySet()));
		return used;
	}

	private Plan plan(InMemoryNode node) {
		return member(node).placement.plans().get();
	}

	private Set<NodeId> hosts(InMemoryNode node, ServiceId service) {
		return plan(node).assignment().nodesOf(service);
	}

	private String attribute(InMemoryNode reader, InMemoryNode writer) {
		var entry = member(reader).directory.snapshot().entries().get(writer.id());
		return (entry != null) ? entry.attributes().getOrDefault("n", "") : "";
	}

	private void publishOffers(InMemoryNode node, ServiceOffer... offers) {
		member(node).directory.publish((content) -> content.withOffers(List.of(offers)));
	}

	private Member member(InMemoryNode node) {
		Member member = this.members.get(node);
		assertThat(member).isNotNull();
		return member;
	}

	private void kill(InMemoryNode node) {
		this.bus.kill(node);
		member(node).stop();
	}

	private InMemoryNode start(String name, ServiceOffer... offers) {
		InMemoryNode node = this.bus.join(name);
		Member member = new Member(node);
		this.members.put(node, member);
		member.directory.publish((content) -> content.withOffers(List.of(offers)));
		member.directory.start();
		member.placement.start();
		return node;
	}

	private static ServiceOffer offer(ServiceId service, String replicas) {
		return new ServiceOffer(service, "contract." + service.name(),
				replicas.startsWith("{") ? replicas : "{replicas: " + replicas + "}");
	}

	private static final class Member {

		private final ReplicatedDirectory directory;

		private final PlacementLoop placement;

		Member(InMemoryNode node) {
			this.directory = new ReplicatedDirectory(node, node, new HybridLogicalClock(node.id().value()),
					new DirectoryOptions(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(20)));
			this.placement = new PlacementLoop(node, node, this.directory,
					new PlacementOptions(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofSeconds(5),
							Duration.ofMillis(300), Duration.ofSeconds(1), 4, Weights.DEFAULT,
							new ScalingOptions(8, 0.7, Duration.ofMillis(200), Duration.ZERO, Duration.ZERO)));
		}

		void stop() {
			this.placement.stop();
			this.directory.stop();
		}

	}

}

package dev.mesh.route;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.control.LoopThread;
import dev.mesh.directory.Directory;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.route.RouteBook.Origin;
import dev.mesh.route.RouteRefusedException.Reason;
import dev.mesh.route.compare.Difference;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverPhase;
import dev.mesh.route.cutover.CutoverPlan;
import dev.mesh.route.cutover.Guards;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.route.measure.VersionMeasure;
import dev.mesh.watch.Watched;
import dev.mesh.watch.WatchedValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ReplicatedRoutesTests {

	private static final RouteOptions QUICK = new RouteOptions(Duration.ofMillis(40), Duration.ofMillis(20));

	/** Nothing but the first message of a change carries it. */
	private static final RouteOptions NO_REPAIR = new RouteOptions(Duration.ofDays(1), Duration.ofMillis(20));

	private final InMemoryBus bus = new InMemoryBus(7);

	private final Map<InMemoryNode, ReplicatedRoutes> routes = new HashMap<>();

	@AfterEach
	void stop() {
		this.routes.values().forEach(ReplicatedRoutes::stop);
		this.bus.close();
	}

	private InMemoryNode start(String name, RouteOptions options) {
		return start(name, options, Map.of());
	}

	private InMemoryNode start(String name, RouteOptions options, Map<String, RoutePolicy> configured) {
		InMemoryNode node = this.bus.join(name);
		HybridLogicalClock clock = new HybridLogicalClock(node.id().value(), InstantSource.system(),
				Duration.ofMillis(500), null);
		ReplicatedRoutes made = new ReplicatedRoutes(node, node, directory(node), clock, configured, options,
				new LoopThread("test-routes"));
		this.routes.put(node, made);
		made.start();
		return node;
	}

	/** Versions 1 and 2 of all services are ready everywhere. */
	private static Directory directory(InMemoryNode node) {
		List<ServiceOffer> offers = new ArrayList<>();
		List<Instance> instances = new ArrayList<>();
		for (String service : List.of("pricing", "cart", "s0", "s1", "s2", "s3")) {
			for (String version : List.of("1", "2")) {
				offers.add(new ServiceOffer(new ServiceId(service, version), "", ""));
				instances.add(new Instance(new ServiceId(service, version), InstanceStatus.READY, ""));
			}
		}
		NodeEntry entry = new NodeEntry(node.id(), 1, 1, offers, instances, Load.NONE, Map.of());
		WatchedValue<DirectorySnapshot> snapshots = new WatchedValue<>(
				new DirectorySnapshot(1, node.view(), Map.of(node.id(), entry)));
		return new Directory() {

			@Override
			public Watched<DirectorySnapshot> snapshots() {
				return snapshots;
			}

		};
	}

	private ReplicatedRoutes routes(InMemoryNode node) {
		ReplicatedRoutes found = this.routes.get(node);
		assertThat(found).isNotNull();
		return found;
	}

	private RoutePolicy policy(InMemoryNode node, String service) {
		return routes(node).book().get().policy(service);
	}

	private void set(InMemoryNode node, String service, String policy) {
		routes(node).set(service, RoutePolicy.parse(policy)).toCompletableFuture().join();
	}

	@Test
	void whatIsSetOnOneNodeHoldsOnAll() {
		List<InMemoryNode> nodes = List.of(start("a", NO_REPAIR), start("b", NO_REPAIR), start("c", NO_REPAIR));
		set(nodes.get(1), "pricing", "{weights: {v1: 90, v2: 10}}");
		assertThat(policy(nodes.get(1), "pricing").weights()).containsEntry("2", 10);
		for (InMemoryNode node : nodes) {
			await().until(() -> policy(node, "pricing").equals(RoutePolicy.parse("{weights: {1: 90, 2: 10}}")));
			await().until(() -> routes(node).policies().get().containsKey("pricing"));
			assertThat(routes(node).book().get().origin("pricing")).isEqualTo(Origin.RUNTIME);
		}
	}

	@Test
	void aNewcomerIsToldWhatHolds() {
		InMemoryNode one = start("a", NO_REPAIR);
		set(one, "pricing", "{weights: {1: 100}}");
		set(one, "cart", "{weights: {1: 100}}");
		routes(one).reset("cart").toCompletableFuture().join();
		InMemoryNode two = start("b", NO_REPAIR);
		await().until(() -> policy(two, "pricing").equals(RoutePolicy.only("1")));
		assertThat(routes(two).book().get().routes()).containsOnlyKeys("pricing");
	}

	@Test
	void whatWasResetIsGoneEverywhereAndConfigurationHoldsAgain() {
		Map<String, RoutePolicy> configured = Map.of("pricing", RoutePolicy.only("1"));
		InMemoryNode one = start("a", NO_REPAIR, configured);
		InMemoryNode two = start("b", NO_REPAIR, configured);
		assertThat(policy(two, "pricing")).isEqualTo(RoutePolicy.only("1"));
		set(one, "pricing", "{weights: {2: 100}}");
		await().until(() -> policy(two, "pricing").equals(RoutePolicy.only("2")));
		routes(two).topology(Map.of("pricing", RoutePolicy.parse("{weights: {1: 50, 2: 50}}")));
		assertThat(policy(two, "pricing")).isEqualTo(RoutePolicy.only("2"));
		routes(one).reset("pricing").toCompletableFuture().join();
		await().until(() -> routes(two).book().get().origin("pricing") == Origin.TOPOLOGY);
		routes(two).topology(Map.of());
		assertThat(policy(two, "pricing")).isEqualTo(RoutePolicy.only("1"));
	}

	@Test
	void convergesThoughNothingOrderedArrivesFromOneNodeAtAnother() {
		InMemoryNode one = start("a", QUICK);
		InMemoryNode two = start("b", QUICK);
		this.bus.stall(one, two);
		set(one, "pricing", "{weights: {1: 100}}");
		await().until(() -> policy(two, "pricing").equals(RoutePolicy.only("1")));
	}

	@Test
	void convergesThoughMostMessagesAreLostAndNodesPart() {
		this.bus.loseMessages(50);
		List<InMemoryNode> nodes = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			nodes.add(start("n" + i, QUICK));
		}
		Random random = new Random(3);
		for (int round = 0; round < 4; round++) {
			this.bus.partition(nodes.get(random.nextInt(4)), nodes.get(0));
			for (int i = 0; i < 10; i++) {
				InMemoryNode node = nodes.get(random.nextInt(4));
				String service = "s" + random.nextInt(4);
				if (random.nextInt(4) == 0) {
					routes(node).reset(service).toCompletableFuture().join();
				}
				else {
					int weight = random.nextInt(101);
					set(node, service, "{weights: {1: " + (100 - weight) + ", 2: " + weight + "}}");
				}
			}
			this.bus.heal();
		}
		for (InMemoryNode node : nodes) {
			await().atMost(Duration.ofSeconds(20))
				.until(() -> routes(node).book().get().routes().equals(routes(nodes.get(0)).book().get().routes()));
		}
	}

	@Test
	void theLaterDecisionHoldsOnBothSidesOfAMerge() {
		InMemoryNode one = start("a", NO_REPAIR);
		InMemoryNode two = start("b", NO_REPAIR);
		this.bus.partition(two);
		set(one, "pricing", "{weights: {1: 100}}");
		long before = System.currentTimeMillis();
		await().until(() -> System.currentTimeMillis() > before + 1);
		set(two, "pricing", "{weights: {2: 100}}");
		this.bus.heal();
		for (InMemoryNode node : List.of(one, two)) {
			await().until(() -> policy(node, "pricing").equals(RoutePolicy.only("2")));
		}
	}

	@Test
	void whatCannotBeMeantIsRefused() {
		InMemoryNode one = start("a", QUICK);
		refused(Reason.UNKNOWN_SERVICE, "'basket'", () -> set(one, "basket", "{}"));
		refused(Reason.REFUSED, "Use one of [2, 1]", () -> set(one, "pricing", "{weights: {3: 100}}"));
		refused(Reason.REFUSED, "anyway", () -> set(one, "pricing", "{weights: {2: 100}, mirror: 2}"));
		refused(Reason.REFUSED, "No cutover", () -> routes(one).abort("pricing").toCompletableFuture().join());
		refused(Reason.REFUSED, "no ready instance",
				() -> routes(one).cutOver("pricing", CutoverPlan.of("1", "3")).toCompletableFuture().join());
		routes(one).cutOver("pricing", CutoverPlan.of("1", "2")).toCompletableFuture().join();
		refused(Reason.REFUSED, "under way", () -> set(one, "pricing", "{weights: {1: 100}}"));
		routes(one).stop();
		refused(Reason.NOT_READY, "stopped", () -> set(one, "pricing", "{}"));
	}

	private static void refused(Reason reason, String message, Runnable request) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(request::run)
			.havingCause()
			.isInstanceOf(RouteRefusedException.class)
			.withMessageContaining(message)
			.satisfies((cause) -> assertThat(((RouteRefusedException) cause).reason()).isEqualTo(reason));
	}

	@Test
	void garbageAndStampsFromTheFutureChangeNothing() {
		InMemoryNode one = start("a", NO_REPAIR);
		InMemoryNode two = start("b", NO_REPAIR);
		Random random = new Random(1);
		for (int i = 0; i < 500; i++) {
			byte[] garbage = new byte[random.nextInt(60)];
			random.nextBytes(garbage);
			if (garbage.length > 2) {
				garbage[0] = 1;
				garbage[1] = (byte) random.nextInt(7);
			}
			one.deliver(two.self(), Subject.ROUTE, garbage);
		}
		long future = (System.currentTimeMillis() + 60_000) << 16;
		one.deliver(two.self(), Subject.ROUTE, RouteFormat.encode(new RouteMessage.Entries(
				List.of(new RouteEntry("pricing", future, future, 1, new Route(RoutePolicy.only("2"), null))))));
		set(two, "cart", "{weights: {1: 100}}");
		await().until(() -> policy(one, "cart").equals(RoutePolicy.only("1")));
		assertThat(routes(one).book().get().routes()).containsOnlyKeys("cart");
	}

	private static CutoverPlan quick(int calls) {
		return quick("1", "2", calls);
	}

	private static CutoverPlan quick(String from, String to, int calls) {
		return new CutoverPlan(from, to, List.of(20, 100), Duration.ofMillis(10), calls, Duration.ofSeconds(20), 100,
				List.of(), Guards.DEFAULTS);
	}

	private Cutover cutover(InMemoryNode node) {
		Route route = routes(node).book().get().route("pricing");
		assertThat(route).isNotNull();
		assertThat(route.cutover()).isNotNull();
		return route.cutover();
	}

	private CutoverPhase phase(InMemoryNode node) {
		Route route = routes(node).book().get().route("pricing");
		Cutover cutover = (route != null) ? route.cutover() : null;
		return (cutover != null) ? cutover.phase() : CutoverPhase.SHADOW;
	}

	/** What callers on all nodes would count under the policy in force. */
	private void traffic(InMemoryNode node, boolean alike) {
		ServiceMeasure measure = routes(node).measures().service("pricing");
		RoutePolicy policy = policy(node, "pricing");
		policy.weights().forEach((version, weight) -> {
			for (int i = 0; i < weight; i++) {
				measure.version(version).ended(1_000_000, false);
			}
		});
		if (policy.mirror() != null) {
			measure.shadow().ended(1_000_000, false);
			if (alike) {
				measure.mirror().matched();
			}
			else {
				measure.mirror().mismatched("quote", "2", new Difference("total", "1", "2"));
			}
		}
	}

	@Test
	void aGoodVersionTakesOverAndEachStepHasItsEvidence() {
		InMemoryNode one = start("a", QUICK);
		InMemoryNode two = start("b", QUICK);
		routes(two).cutOver("pricing", quick(10)).toCompletableFuture().join();
		assertThat(policy(two, "pricing").mirror()).isNotNull();
		awaitCommitted("2", one, two);
		Cutover ended = cutover(two);
		assertThat(ended.events()).extracting((event) -> event.phase() + " " + event.weight())
			.containsExactly("SHADOW 0", "COMPARE 0", "RAMP 20", "RAMP 100", "COMMITTED 100");
		assertThat(ended.events().get(2).evidence().compared()).isGreaterThanOrEqualTo(10);
	}

	@Test
	void aVersionThatAnswersWronglyIsRolledBackAndTheFieldNamed() {
		InMemoryNode one = start("a", QUICK);
		InMemoryNode two = start("b", QUICK);
		routes(one).cutOver("pricing", quick(10)).toCompletableFuture().join();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			traffic(one, true);
			traffic(two, false);
			return phase(two) == CutoverPhase.ROLLED_BACK;
		});
		assertThat(policy(two, "pricing")).isEqualTo(RoutePolicy.only("1"));
		Cutover ended = cutover(two);
		assertThat(ended.events().get(ended.events().size() - 1).why()).contains("'total' differs");
	}

	@Test
	void whatIsCountedBetweenTwoCutoversSpeaksForNeither() {
		InMemoryNode one = start("a", QUICK);
		// The coordinator looks at the next cutover before the other says what it
		// counted.
		InMemoryNode two = start("b", new RouteOptions(Duration.ofMillis(40), Duration.ofMillis(400)));
		routes(two).cutOver("pricing", quick(10)).toCompletableFuture().join();
		awaitCommitted("2", one, two);
		VersionMeasure shadow = routes(two).measures().service("pricing").shadow();
		for (int i = 0; i < 10_000; i++) {
			shadow.ended(1_000_000, false);
		}
		routes(two).cutOver("pricing", quick("2", "1", 10)).toCompletableFuture().join();
		awaitCommitted("1", one, two);
		assertThat(cutover(two).events())
			.allSatisfy((event) -> assertThat(event.evidence().to().calls()).isLessThan(10_000));
	}

	private void awaitCommitted(String version, InMemoryNode one, InMemoryNode two) {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			traffic(one, true);
			traffic(two, true);
			assertThat(phase(two)).isNotEqualTo(CutoverPhase.ROLLED_BACK);
			return Stream.of(one, two)
				.allMatch((node) -> phase(node) == CutoverPhase.COMMITTED
						&& policy(node, "pricing").equals(RoutePolicy.only(version)));
		});
	}

	@Test
	void anotherCoordinatorGoesOnInMidRamp() {
		InMemoryNode one = start("a", QUICK);
		InMemoryNode two = start("b", QUICK);
		InMemoryNode three = start("c", QUICK);
		routes(three).cutOver("pricing", quick(10)).toCompletableFuture().join();
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			traffic(two, true);
			traffic(three, true);
			return phase(three) == CutoverPhase.RAMP;
		});
		routes(one).stop();
		this.bus.kill(one);
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			traffic(two, true);
			traffic(three, true);
			return phase(three) == CutoverPhase.COMMITTED;
		});
		await().until(() -> policy(two, "pricing").equals(RoutePolicy.only("2")));
	}

	@Test
	void anAbortIsFinalWhateverTheCoordinatorWasAboutToDo() {
		InMemoryNode one = start("a", QUICK);
		InMemoryNode two = start("b", QUICK);
		routes(two).cutOver("pricing", quick(10)).toCompletableFuture().join();
		routes(two).abort("pricing").toCompletableFuture().join();
		for (InMemoryNode node : Set.of(one, two)) {
			await().until(() -> phase(node) == CutoverPhase.ABORTED && policy(node, "pricing").isSteady());
			assertThat(policy(node, "pricing")).isEqualTo(RoutePolicy.only("1"));
		}
	}

}

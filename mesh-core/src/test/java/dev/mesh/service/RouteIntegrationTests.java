package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.route.Route;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.compare.FieldMask;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverPhase;
import dev.mesh.route.cutover.CutoverPlan;
import dev.mesh.route.cutover.Guards;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.MeshCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Versions of one service on several nodes, from placement to calls over the wire.
 */
@SuppressWarnings("try") // scopes are there to be closed, not used
class RouteIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	private final ExecutorService callers = Executors.newFixedThreadPool(2);

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicInteger failures = new AtomicInteger();

	@AfterEach
	void stopAll() throws InterruptedException {
		this.stopped.set(true);
		this.callers.shutdown();
		assertThat(this.callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		this.nodes.forEach(MeshNode::stop);
	}

	private MeshNode start(TestNode spec) {
		MeshNode node = MeshNode.of(spec.spec(), this.network);
		this.nodes.add(node);
		node.start();
		return node;
	}

	private static TestNode host(String name, Function<String, Quotes> first, Function<String, Quotes> second) {
		return new TestNode(name).routes(new RouteSettings(Map.of(), Set.of("tester")))
			.hosts(Quotes.class, "quotes@1", "all", first)
			.hosts(Quotes.class, "quotes@2", "all", second);
	}

	private static TestNode host(String name) {
		return host(name, (node) -> new Answering("1", node, 100), (node) -> new Answering("2", node, 100));
	}

	/** Until both versions are ready on all nodes, as all nodes see it. */
	private void awaitReady() {
		for (MeshNode node : this.nodes) {
			await().atMost(LONG)
				.until(() -> node.directory()
					.snapshot()
					.instancesOf("quotes")
					.stream()
					.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
					.count() == 2L * this.nodes.size());
		}
	}

	private static void set(MeshNode node, String policy) {
		node.routes().set("quotes", RoutePolicy.parse(policy)).toCompletableFuture().join();
	}

	private static Map<String, Long> shares(MeshNode caller, int calls) {
		Quotes quotes = caller.proxy(Quotes.class);
		return IntStream.range(0, calls)
			.mapToObj((i) -> quotes.quote("x").version())
			.collect(Collectors.groupingBy((version) -> version, Collectors.counting()));
	}

	private static @Nullable Cutover cutover(MeshNode node) {
		Route route = node.routes().book().get().route("quotes");
		return (route != null) ? route.cutover() : null;
	}

	private static CutoverPhase phase(MeshNode node) {
		Cutover cutover = cutover(node);
		return (cutover != null) ? cutover.phase() : CutoverPhase.SHADOW;
	}

	/** Calls from the node until the end of the test; every failure is counted. */
	private void load(MeshNode node) {
		Quotes quotes = node.proxy(Quotes.class);
		Future<?> calling = this.callers.submit(() -> {
			while (!this.stopped.get()) {
				try {
					quotes.quote("x");
				}
				catch (RuntimeException ex) {
					this.failures.incrementAndGet();
				}
			}
		});
		assertThat(calling).isNotDone();
	}

	private static CutoverPlan plan(String... ignored) {
		return new CutoverPlan("1", "2", List.of(10, 50, 100), Duration.ofMillis(300), 50, LONG, 50,
				List.of(ignored).stream().map(FieldMask::of).toList(), new Guards(1, 50, Duration.ofSeconds(1), 0));
	}

	@Test
	void versionsArePlacedSideBySideAndWeightsHoldOnEveryNode() {
		MeshNode one = start(host("one"));
		MeshNode two = start(host("two"));
		MeshNode caller = start(new TestNode("caller").imports(Quotes.class, "quotes"));
		await().atMost(LONG)
			.until(() -> caller.directory()
				.snapshot()
				.instancesOf("quotes")
				.stream()
				.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
				.count() == 4);
		assertThat(shares(caller, 50)).containsOnlyKeys("2");
		for (int weight : new int[] { 0, 10, 50, 100 }) {
			set(two, "{weights: {v1: " + (100 - weight) + ", v2: " + weight + "}}");
			RoutePolicy set = two.routes().book().get().policy("quotes");
			for (MeshNode node : List.of(one, two, caller)) {
				await().until(() -> node.routes().book().get().policy("quotes").equals(set));
				await().until(() -> weight == 100 || shares(node, 20).containsKey("1"));
				double share = 100.0 * shares(node, 5000).getOrDefault("2", 0L) / 5000;
				assertThat(share).isBetween(weight - 2.0, weight + 2.0);
			}
		}
	}

	@Test
	void baggageTravelsAndChoosesTheVersionDownstream() {
		MeshNode one = start(host("one"));
		start(new TestNode("front").routes(new RouteSettings(Map.of(), Set.of("tester")))
			.imports(Quotes.class, "quotes")
			.hosts(Front.class, "front", "1",
					(node) -> () -> this.nodes.get(1).proxy(Quotes.class).quote("x").version()));
		MeshNode caller = start(new TestNode("caller").routes(new RouteSettings(Map.of(), Set.of("tester")))
			.imports(Front.class, "front"));
		set(one, "{weights: {1: 100}, matches: [{header: tester, value: yes, version: 2}]}");
		await().atMost(LONG).until(() -> caller.proxy(Front.class).version().equals("1"));
		try (CallContext.Scope scope = Baggage.EMPTY.with("tester", "yes").open()) {
			assertThat(caller.proxy(Front.class).version()).isEqualTo("2");
		}
		assertThat(caller.proxy(Front.class).version()).isEqualTo("1");
	}

	@Test
	void routesOutliveTheRestartOfEveryNode() {
		for (String name : List.of("one", "two", "three")) {
			start(host(name));
		}
		awaitReady();
		set(this.nodes.get(0), "{weights: {1: 100}}");
		for (int i = 0; i < 3; i++) {
			this.nodes.get(i).stop();
			MeshNode again = MeshNode.of(host("again-" + i).spec(), this.network);
			this.nodes.set(i, again);
			again.start();
			await().until(() -> again.routes().book().get().policy("quotes").equals(RoutePolicy.only("1")));
		}
		awaitReady();
		assertThat(shares(this.nodes.get(2), 50)).containsOnlyKeys("1");
	}

	@Test
	void aTopologyStatesRoutesForAllNodes() {
		MeshNode one = start(host("one"));
		MeshNode two = start(host("two"));
		awaitReady();
		two.placements()
			.submit("{services: {}, routes: {quotes: {weights: {v1: 100}}}}", false)
			.toCompletableFuture()
			.join();
		for (MeshNode node : List.of(one, two)) {
			await().until(() -> node.routes().book().get().policy("quotes").equals(RoutePolicy.only("1")));
			await().until(() -> shares(node, 20).keySet().equals(Set.of("1")));
		}
	}

	@Test
	void aGoodVersionIsCutOverToWithoutAFailedCall() {
		MeshNode one = start(host("one"));
		MeshNode two = start(host("two"));
		awaitReady();
		set(one, "{weights: {1: 100}}");
		load(one);
		load(two);
		two.routes().cutOver("quotes", plan("version")).toCompletableFuture().join();
		await().atMost(LONG).until(() -> phase(one).isOver());
		assertThat(cutover(one)).isNotNull()
			.satisfies((ended) -> assertThat(ended.phase()).as("%s", ended.events()).isEqualTo(CutoverPhase.COMMITTED));
		await().until(() -> shares(two, 20).keySet().equals(Set.of("2")));
		assertThat(this.failures).hasValue(0);
	}

	@Test
	void aVersionWithAWrongFieldIsRolledBackAndTheFieldNamed() {
		MeshNode one = start(host("one", (node) -> new Answering("1", node, 100),
				(node) -> new Answering("2", node, node.equals("two") ? 99 : 100)));
		MeshNode two = start(
				host("two", (node) -> new Answering("1", node, 100), (node) -> new Answering("2", node, 99)));
		awaitReady();
		set(one, "{weights: {1: 100}}");
		load(one);
		load(two);
		one.routes().cutOver("quotes", plan("version")).toCompletableFuture().join();
		await().atMost(LONG).until(() -> phase(two).isOver());
		assertThat(phase(two)).isEqualTo(CutoverPhase.ROLLED_BACK);
		assertThat(cutover(two)).isNotNull()
			.satisfies((ended) -> assertThat(ended.events().get(ended.events().size() - 1).why())
				.contains("'total' differs"));
		assertThat(two.routes().book().get().policy("quotes")).isEqualTo(RoutePolicy.only("1"));
		assertThat(two.routes().measures().service("quotes").mirror().samples()).isNotEmpty()
			.allSatisfy((sample) -> assertThat(sample.difference().actual()).isEqualTo("99"));
		assertThat(this.failures).hasValue(0);
	}

	@Test
	void theCutoverGoesOnWhenItsCoordinatorIsKilledInMidRamp() {
		MeshNode one = start(host("one"));
		MeshNode two = start(host("two"));
		MeshNode three = start(host("three"));
		awaitReady();
		set(two, "{weights: {1: 100}}");
		await().until(() -> three.routes().book().get().route("quotes") != null);
		load(two);
		load(three);
		three.routes().cutOver("quotes", plan("version")).toCompletableFuture().join();
		await().atMost(LONG).until(() -> phase(two) == CutoverPhase.RAMP);
		assertThat(one.cluster().isCoordinator()).isTrue();
		one.kill();
		await().atMost(LONG).until(() -> phase(three).isOver());
		assertThat(cutover(three)).isNotNull()
			.satisfies((ended) -> assertThat(ended.phase()).as("%s", ended.events()).isEqualTo(CutoverPhase.COMMITTED));
		await().until(() -> shares(two, 20).keySet().equals(Set.of("2")));
		assertThat(this.failures).hasValue(0);
	}

	interface Front {

		String version();

	}

	interface Quotes {

		@MeshCall(idempotent = true)
		Quote quote(String sku);

	}

	record Quote(String version, int total) {

	}

	private record Answering(String version, String node, int total) implements Quotes {

		@Override
		public Quote quote(String sku) {
			return new Quote(this.version, this.total);
		}

	}

}

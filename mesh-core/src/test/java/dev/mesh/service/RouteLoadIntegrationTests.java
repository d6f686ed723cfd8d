package dev.mesh.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.TrafficRoutes;
import dev.mesh.route.measure.MirrorCounts;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Routes are changed while 2,000 calls a second pass: each gets its share, none fails.
 */
class RouteLoadIntegrationTests {

	private static final int PER_MILLI = 2;

	/** Of so many, chance alone moves a share of one half by 2 points once in 16,000. */
	private static final int COUNTED = 10_000;

	/** More than are in flight, which were sent by the former route. */
	private static final int UNDER_WAY = 200;

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();

	private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	@SuppressWarnings("NullAway.Init") // before each test
	private MeshNode caller;

	@SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
	@BeforeEach
	void start() {
		start(host("one"));
		start(host("two"));
		this.caller = start(new TestNode("caller").imports(Versioned.class, "versioned"));
		patiently().until(() -> this.caller.directory()
			.snapshot()
			.instancesOf("versioned")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.count() == 4);
		set("{weights: {1: 100}}");
		Versioned versioned = this.caller.proxy(Versioned.class);
		this.load.scheduleAtFixedRate(() -> {
			for (int i = 0; i < PER_MILLI; i++) {
				send(versioned);
			}
		}, 0, 1, TimeUnit.MILLISECONDS);
	}

	@SuppressWarnings("FutureReturnValueIgnored") // counted
	private void send(Versioned versioned) {
		this.sent.incrementAndGet();
		versioned.version().whenComplete((version, failure) -> {
			if (failure != null) {
				this.failed.incrementAndGet();
			}
			else {
				count(version).incrementAndGet();
			}
			this.ended.incrementAndGet();
		});
	}

	private AtomicInteger count(String version) {
		return this.answers.computeIfAbsent(version, (unknown) -> new AtomicInteger());
	}

	@AfterEach
	void noCallHasFailed() throws InterruptedException {
		this.load.shutdown();
		assertThat(this.load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		patiently().until(() -> this.ended.get() == this.sent.get());
		this.nodes.forEach(MeshNode::stop);
		assertThat(this.failed).hasValue(0);
	}

	private MeshNode start(TestNode spec) {
		MeshNode node = MeshNode.of(spec.spec(), this.network);
		this.nodes.add(node);
		node.start();
		return node;
	}

	private static TestNode host(String name) {
		return new TestNode(name).hosts(Versioned.class, "versioned@1", "all", (node) -> answering("1"))
			.hosts(Versioned.class, "versioned@2", "all", (node) -> answering("2"));
	}

	private static Versioned answering(String version) {
		return () -> CompletableFuture.completedFuture(version);
	}

	/** Set on one node, and wait until it holds on the one that calls. */
	private void set(String policy) {
		TrafficRoutes routes = this.nodes.get(0).routes();
		routes.set("versioned", RoutePolicy.parse(policy)).toCompletableFuture().join();
		RoutePolicy wanted = routes.book().get().policy("versioned");
		patiently().until(() -> this.caller.routes().book().get().policy("versioned").equals(wanted));
	}

	private void awaitCalls(int more) {
		int before = this.ended.get();
		patiently().until(() -> this.ended.get() >= before + more);
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(2, TimeUnit.MINUTES);
	}

	@Test
	void eachWeightHoldsUnderLoad() {
		for (int weight : new int[] { 0, 10, 50, 100 }) {
			set("{weights: {1: " + (100 - weight) + ", 2: " + weight + "}}");
			awaitCalls(UNDER_WAY);
			int second = count("2").get();
			int all = second + count("1").get();
			awaitCalls(COUNTED);
			second = count("2").get() - second;
			all = count("2").get() + count("1").get() - all;
			assertThat(100.0 * second / all).as("of %d calls", all).isBetween(weight - 2.0, weight + 2.0);
		}
	}

	@Test
	void mirroredCallsAreRepeatedUnderLoadAndCallersGetTheirOwnVersion() {
		for (int share : new int[] { 50, 100 }) {
			set("{weights: {1: 100}, mirror: {version: 2, share: " + share + "}}");
			awaitCalls(UNDER_WAY);
			int calls = count("1").get();
			MirrorCounts before = mirrored();
			awaitCalls(COUNTED);
			calls = count("1").get() - calls;
			MirrorCounts mirrored = mirrored().since(before);
			assertThat(100.0 * mirrored.sent() / calls).as("%s of %d calls", mirrored, calls)
				.isBetween(share - 2.0, share + 2.0);
			assertThat(mirrored.failed()).isZero();
		}
		assertThat(this.answers).containsOnlyKeys("1");
	}

	private MirrorCounts mirrored() {
		return this.caller.routes().measures().service("versioned").mirror().counts();
	}

	/**
	 * A service that names its version.
	 */
	public interface Versioned {

		CompletableFuture<String> version();

	}

}

package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.placement.PlacementLoop;
import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.NotExecutedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class MeshNodeIntegrationTests {

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new ArrayList<>();

	@AfterEach
	void stopAll() {
		this.nodes.forEach(MeshNode::stop);
	}

	@Test
	void callsAServiceThatIsLiveOnAnotherNode() {
		MeshNode one = start(new TestNode("one").hosts(Where.class, "where", "1", Here::new));
		MeshNode two = start(new TestNode("two").hosts(Where.class, "where", "1", Here::new));

		assertThat(two.proxy(Where.class).name()).isEqualTo("one");
		assertThat(one.proxy(Where.class).name()).isEqualTo("one");
		assertThat(two.proxy(Where.class).greet(new Greeting("Ada", List.of(1, 2)))).isEqualTo("Hello, Ada [1, 2]");
		assertThatThrownBy(() -> two.proxy(Where.class).fail("x")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("x");
	}

	@Test
	void aStartedNodeWarmsUpAndThenShowsWhatIsReady() {
		MeshNode one = start(new TestNode("one").hosts(Where.class, "where", "1", Here::new));

		assertThat(one.warmedUp()).succeedsWithin(Duration.ofSeconds(30));

		await().untilAsserted(() -> assertThat(one.directory().snapshot().instancesOf("where")).singleElement()
			.satisfies((hosted) -> assertThat(hosted.instance().status()).isEqualTo(InstanceStatus.READY)));
	}

	@Test
	void aKilledNodesServiceIsTakenOverWhileCallersWait() {
		MeshNode one = start(new TestNode("one").hosts(Where.class, "where", "1", Here::new));
		MeshNode two = start(new TestNode("two").hosts(Where.class, "where", "1", Here::new));
		assertThat(two.proxy(Where.class).name()).isEqualTo("one");

		one.kill();

		assertThat(two.proxy(Where.class).name()).isEqualTo("two");
	}

	@Test
	void noCallFailsWhileNodesStopAndComeBack() throws Exception {
		List<TestNode> specs = new ArrayList<>();
		for (String name : List.of("one", "two", "three")) {
			specs.add(new TestNode(name).hosts(Where.class, "where", "1", Here::new)
				.hosts(Other.class, "other", "2", (node) -> () -> node));
		}
		specs.forEach(this::start);
		MeshNode caller = this.nodes.get(2);
		AtomicBoolean stopped = new AtomicBoolean();
		AtomicInteger calls = new AtomicInteger();
		ExecutorService executor = Executors.newFixedThreadPool(4);
		List<Future<?>> loads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			loads.add(executor.submit(() -> {
				while (!stopped.get()) {
					caller.proxy(Where.class).name();
					caller.proxy(Other.class).node();
					calls.incrementAndGet();
				}
			}));
		}
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 2; i++) {
				this.nodes.get(i).stop();
				this.nodes.get(i).start();
			}
		}
		stopped.set(true);
		for (Future<?> load : loads) {
			load.get(30, TimeUnit.SECONDS);
		}
		executor.shutdown();
		assertThat(calls).hasPositiveValue();
	}

	@Test
	void anInstanceGoesOnlyWhenItsReplacementIsReady() {
		MeshNode one = start(new TestNode("one").hosts(Where.class, "where", "1", Here::new));
		MeshNode two = start(new TestNode("two").hosts(Where.class, "where", "1", Here::new));
		await().untilAsserted(() -> assertThat(readyIn(two.directory().snapshot())).isOne());
		Set<Integer> ready = ConcurrentHashMap.newKeySet();
		two.directory().snapshots().watch((snapshot) -> ready.add(readyIn(snapshot)));
		two.proxy(Where.class).name();

		one.withdraw().toCompletableFuture().join();

		assertThat(two.proxy(Where.class).name()).isEqualTo("two");
		await().untilAsserted(() -> assertThat(two.directory().snapshot().instancesOf("where")).hasSize(1));
		assertThat(ready).doesNotContain(0);
	}

	private static int readyIn(DirectorySnapshot snapshot) {
		return (int) snapshot.instancesOf("where")
			.stream()
			.filter((hosted) -> hosted.instance().status() == InstanceStatus.READY)
			.count();
	}

	@Test
	void aNodeThatIsAloneServesItselfUntilItStops() {
		MeshNode one = start(new TestNode("one").hosts(Where.class, "where", "1", Here::new));
		assertThat(one.proxy(Where.class).name()).isEqualTo("one");

		assertThat(one.withdraw().toCompletableFuture()).isCompleted();

		await().untilAsserted(() -> assertThat(one.directory().snapshot().entries().values()).isNotEmpty()
			.allMatch(PlacementLoop::isDraining));
		assertThat(one.proxy(Where.class).name()).isEqualTo("one");
		one.stop();
		assertThatThrownBy(() -> one.proxy(Where.class).name()).isInstanceOf(NotExecutedException.class);
	}

	@Test
	void callsInFlightFinishBeforeTheInstanceEnds() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		AtomicBoolean destroyed = new AtomicBoolean();
		MeshNode one = start(new TestNode("one").hosts(Other.class, "other", "1", new InstanceSource() {

			@Override
			public Object create() {
				return (Other) () -> {
					entered.countDown();
					await().until(() -> go.getCount() == 0);
					return destroyed.get() ? "too late" : "in time";
				};
			}

			@Override
			public void destroy(Object bean) {
				destroyed.set(true);
			}

		}));
		MeshNode two = start(new TestNode("two").hosts(Other.class, "other", "1", (node) -> () -> node));
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Future<String> call = executor.submit(() -> two.proxy(Other.class).node());
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		var withdrawn = one.withdraw().toCompletableFuture();
		await().until(() -> two.directory()
			.snapshot()
			.instancesOf("other")
			.stream()
			.anyMatch((hosted) -> hosted.instance().status() == InstanceStatus.DRAINING));
		assertThat(two.proxy(Other.class).node()).isEqualTo("two");
		assertThat(withdrawn).isNotDone();

		go.countDown();

		assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("in time");
		await().untilTrue(destroyed);
		executor.shutdown();
	}

	@Test
	void aServiceThatCannotStartIsReportedAndTriedElsewhere() {
		MeshNode one = start(new TestNode("one").hosts(Other.class, "other", "1", new InstanceSource() {

			@Override
			public Object create() {
				throw new IllegalStateException("no database");
			}

			@Override
			public void destroy(Object bean) {
			}

		}));
		await().untilAsserted(() -> assertThat(one.directory().snapshot().instancesOf("other"))
			.anySatisfy((hosted) -> assertThat(hosted.instance().detail()).contains("no database")));

		MeshNode two = start(new TestNode("two").hosts(Other.class, "other", "1", (node) -> () -> node));

		assertThat(one.proxy(Other.class).node()).isEqualTo("two");
		assertThat(two.proxy(Other.class).node()).isEqualTo("two");
	}

	@Test
	void extensionsStartAndStopWithTheNodeAndOnARunningOne() {
		MeshNode node = start(new TestNode("one"));
		List<String> events = new ArrayList<>();
		node.extensions().add("first", extension("first", events));
		node.extensions().add("second", extension("second", events));
		assertThatThrownBy(() -> node.extensions().add("second", extension("other", events)))
			.hasMessageContaining("'second' is there already");
		assertThat(node.extensions().remove("first")).isTrue();
		node.stop();

		assertThat(events).containsExactly("start first", "start second", "stop first", "stop second");
		assertThat(node.extensions().names()).containsExactly("second");
	}

	@Test
	void anExtensionThatFailsToStartIsNotAdded() {
		MeshNode node = start(new TestNode("one"));

		assertThatThrownBy(() -> node.extensions().add("bad", new MeshExtension() {

			@Override
			public void start(MeshNode started) {
				throw new IllegalStateException("no disk");
			}

			@Override
			public void stop() {
			}

		})).hasMessageContaining("'bad' did not start").hasMessageContaining("no disk");
		assertThat(node.extensions().names()).isEmpty();
	}

	@Test
	void aNodeLeavesNoThreadBehind() {
		start(new TestNode("one").hosts(Where.class, "where", "1", Here::new)).proxy(Where.class).name();
		start(new TestNode("two").hosts(Where.class, "where", "1", Here::new)).proxy(Where.class).name();

		this.nodes.forEach(MeshNode::stop);

		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("mesh-") || name.startsWith("jgroups")));
	}

	private MeshNode start(TestNode test) {
		MeshNode node = MeshNode.of(test.spec(), this.network);
		this.nodes.add(node);
		node.start();
		return node;
	}

	private static MeshExtension extension(String name, List<String> events) {
		return new MeshExtension() {

			@Override
			public void start(MeshNode node) {
				events.add("start " + name);
			}

			@Override
			public void stop() {
				events.add("stop " + name);
			}

		};
	}

	record Greeting(String name, List<Integer> numbers) {

	}

	interface Where {

		@MeshCall(idempotent = true)
		String name();

		String greet(Greeting greeting);

		void fail(String message);

	}

	interface Other {

		@MeshCall(idempotent = true, timeout = "20s")
		String node();

	}

	record Here(String name) implements Where {

		@Override
		public String greet(Greeting greeting) {
			return "Hello, " + greeting.name() + " " + greeting.numbers();
		}

		@Override
		public void fail(String message) {
			throw new IllegalArgumentException(message);
		}

	}

}

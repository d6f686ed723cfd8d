package dev.mesh.service;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.jgroups.InProcessNetwork;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.PlacementOptions;
import dev.mesh.placement.ScalingOptions;
import dev.mesh.placement.advice.AdviceEvent;
import dev.mesh.placement.advice.OptimizeMode;
import dev.mesh.placement.advice.OptimizeOptions;
import dev.mesh.placement.solver.Weights;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Services that call each other a lot are brought together, and stay.
 */
class CoLocationIntegrationTests {

	private static final ServiceId TALKER = new ServiceId("talker", "1");

	private static final ServiceId LISTENER = new ServiceId("listener", "1");

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final InProcessNetwork network = new InProcessNetwork();

	private final List<MeshNode> nodes = new CopyOnWriteArrayList<>();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private @Nullable Thread load;

	@AfterEach
	void stopAll() throws InterruptedException {
		this.stopped.set(true);
		if (this.load != null) {
			this.load.join();
		}
		Collections.reverse(this.nodes);
		this.nodes.forEach(MeshNode::stop);
	}

	@Test
	void aChattyPairIsBroughtTogetherAndThenNothingMoves() {
		startApart(OptimizeMode.AUTO);

		await().atMost(Duration.ofSeconds(60)).until(() -> hosts(TALKER).equals(hosts(LISTENER)));
		await().atMost(Duration.ofSeconds(60)).until(() -> kinds().contains(AdviceEvent.Kind.KEPT));

		assertThat(kinds()).doesNotContain(AdviceEvent.Kind.UNDONE);
		await().atMost(Duration.ofSeconds(60)).until(() -> kinds().get(kinds().size() - 1) == AdviceEvent.Kind.KEPT);
		long epoch = first().plans().get().epoch();
		await().during(Duration.ofSeconds(3)).until(() -> first().plans().get().epoch() == epoch);
		assertThat(this.failure).hasValue(null);
	}

	@Test
	void adviceMovesNothing() {
		startApart(OptimizeMode.ADVISE);

		await().atMost(Duration.ofSeconds(60)).until(() -> first().advice().advice() != null);

		assertThat(first().advice().advice()).satisfies((advice) -> {
			assertThat(advice.saving()).isPositive();
			assertThat(advice.reasons()).first().satisfies((reason) -> {
				assertThat(reason.caller()).isEqualTo(TALKER);
				assertThat(reason.callee()).isEqualTo(LISTENER);
			});
		});
		assertThat(kinds()).containsOnly(AdviceEvent.Kind.ADVISED);
		assertThat(hosts(TALKER)).doesNotContainAnyElementsOf(hosts(LISTENER));
	}

	@Test
	void withoutOptimizingNothingIsKnown() {
		startApart(OptimizeMode.OFF);

		await().during(Duration.ofSeconds(1)).until(() -> first().advice().traffic().between().isEmpty());

		assertThat(this.failure).hasValue(null);
	}

	private void startApart(OptimizeMode mode) {
		PlacementOptions options = new PlacementOptions(Duration.ofMillis(500), Duration.ofMillis(500),
				Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5), 4, new Weights(10, 5, 0, 0.1, 5),
				ScalingOptions.DEFAULTS,
				new OptimizeOptions(mode, Duration.ofMillis(300), Duration.ofMillis(900), 10, 10));
		MeshNode one = start(talks(new TestNode("one").zone("x").placement(options)));
		start(listens(new TestNode("two").zone("y").placement(options)));
		await().until(() -> !hosts(LISTENER).isEmpty() && !hosts(TALKER).isEmpty());
		start(listens(talks(new TestNode("three").zone("y").placement(options))));
		await().until(() -> one.cluster().view().members().size() == 3);
		assertThat(hosts(TALKER)).doesNotContainAnyElementsOf(hosts(LISTENER));
		Talker talker = one.proxy(Talker.class);
		Thread thread = new Thread(() -> callUntilStopped(talker), "load");
		thread.start();
		this.load = thread;
	}

	private void callUntilStopped(Talker talker) {
		try {
			while (!this.stopped.get()) {
				talker.talk(20);
				// All nodes share one processor load: at full load no move would be kept.
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
		catch (RuntimeException ex) {
			this.failure.set(ex);
		}
	}

	/** The listener's stub is that of the node on which the talker is live. */
	private TestNode talks(TestNode node) {
		return node.imports(Listener.class, "listener")
			.hosts(Talker.class, "talker", "1", (name) -> new Chatterbox(() -> named(name).proxy(Listener.class)));
	}

	private static TestNode listens(TestNode node) {
		return node.hosts(Listener.class, "listener", "1", (name) -> new Ear());
	}

	private MeshNode named(String name) {
		return this.nodes.stream()
			.filter((node) -> node.cluster().self().name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private MeshNode start(TestNode test) {
		MeshNode node = MeshNode.of(test.spec(), this.network);
		this.nodes.add(node);
		node.start();
		return node;
	}

	private MeshNode first() {
		return this.nodes.get(0);
	}

	private Set<NodeId> hosts(ServiceId service) {
		return first().plans().get().assignment().nodesOf(service);
	}

	private List<AdviceEvent.Kind> kinds() {
		return first().advice().events().stream().map(AdviceEvent::kind).toList();
	}

	/**
	 * A contract.
	 */
	public interface Talker {

		int talk(int words);

	}

	/**
	 * A contract.
	 */
	public interface Listener {

		int hear(String word);

	}

	/**
	 * A service that calls a lot.
	 */
	static final class Chatterbox implements Talker {

		private final Supplier<Listener> listener;

		Chatterbox(Supplier<Listener> listener) {
			this.listener = listener;
		}

		@Override
		public int talk(int words) {
			Listener listening = this.listener.get();
			int heard = 0;
			for (int i = 0; i < words; i++) {
				heard += listening.hear("word");
			}
			return heard;
		}

	}

	/**
	 * A service that is called a lot.
	 */
	static final class Ear implements Listener {

		@Override
		public int hear(String word) {
			return word.length();
		}

	}

}

package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.local.InstanceGate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Instances move between nodes while many threads call.
 */
class DrainStressTests {

	private static final int MOVES = 60;

	private static final int CALLERS = 4;

	@Test
	void noCallNoticesThatInstancesMoveAndNoneRunsAfterItsDrain() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try (TestCluster cluster = new TestCluster().know(Pricing.class, "pricing")) {
			List<TestNode> nodes = List.of(cluster.add("a"), cluster.add("b"), cluster.add("c"));
			AtomicBoolean over = new AtomicBoolean();
			AtomicInteger late = new AtomicInteger();
			Guarded first = new Guarded(late);
			InstanceGate gate = nodes.get(0).host("pricing", first);
			List<LongAdder> answered = Stream.generate(LongAdder::new).limit(CALLERS).toList();
			List<Future<?>> results = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				results.add(callers
					.submit(caller(nodes.get(i % 3).stub(Pricing.class), answered.get(i), over, i % 2 == 0)));
			}
			Guarded live = first;
			for (int move = 1; move <= MOVES; move++) {
				awaitAnotherAnswerToEach(answered, results);
				Guarded next = new Guarded(late);
				InstanceGate nextGate = nodes.get(move % 3).host("pricing", next);
				TestNode former = nodes.get((move - 1) % 3);
				former.drain(gate);
				assertThat(gate.awaitIdle(Duration.ofSeconds(10))).isTrue();
				live.destroyed = true;
				former.status("pricing", (move % 2 == 0) ? InstanceStatus.DRAINING : null);
				live = next;
				gate = nextGate;
			}
			over.set(true);
			for (Future<?> result : results) {
				result.get();
			}
			assertThat(late).hasValue(0);
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static Callable<Void> caller(Pricing pricing, LongAdder answered, AtomicBoolean over, boolean async) {
		return () -> {
			while (!over.get()) {
				String word = "w" + answered.sum();
				String answer = async ? pricing.later(word).get() : pricing.echo(word);
				assertThat(answer).isEqualTo(word);
				answered.increment();
			}
			return null;
		};
	}

	/**
	 * Lets no move happen that nobody called around: a machine may give a thread its turn
	 * only after all of them.
	 */
	private static void awaitAnotherAnswerToEach(List<LongAdder> answered, List<Future<?>> results) {
		List<Long> before = answered.stream().map(LongAdder::sum).toList();
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> IntStream.range(0, CALLERS)
				.allMatch((i) -> answered.get(i).sum() > before.get(i) || results.get(i).isDone()));
	}

	/**
	 * Notes calls after its end.
	 */
	private static final class Guarded extends FixedPricing {

		private final AtomicInteger late;

		volatile boolean destroyed;

		Guarded(AtomicInteger late) {
			this.late = late;
		}

		@Override
		public String echo(String value) {
			if (this.destroyed) {
				this.late.incrementAndGet();
			}
			return value;
		}

	}

}

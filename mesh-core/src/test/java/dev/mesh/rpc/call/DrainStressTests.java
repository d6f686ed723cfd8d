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

import dev.mesh.directory.InstanceStatus;
import dev.mesh.rpc.local.InstanceGate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances move between nodes while many threads call.
 */
class DrainStressTests {

	private static final int MOVES = 60;

	@Test
	void noCallNoticesThatInstancesMoveAndNoneRunsAfterItsDrain() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try (TestCluster cluster = new TestCluster().know(Pricing.class, "pricing")) {
			List<TestNode> nodes = List.of(cluster.add("a"), cluster.add("b"), cluster.add("c"));
			AtomicBoolean over = new AtomicBoolean();
			AtomicInteger late = new AtomicInteger();
			Guarded first = new Guarded(late);
			InstanceGate gate = nodes.get(0).host("pricing", first);
			List<Future<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				results.add(callers.submit(caller(nodes.get(i % 3).stub(Pricing.class), over, i % 2 == 0)));
			}
			Guarded live = first;
			for (int move = 1; move <= MOVES; move++) {
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
			for (Future<Integer> result : results) {
				assertThat(result.get()).isPositive();
			}
			assertThat(late).hasValue(0);
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static Callable<Integer> caller(Pricing pricing, AtomicBoolean over, boolean async) {
		return () -> {
			int calls = 0;
			while (!over.get()) {
				String word = "w" + calls++;
				String answer = async ? pricing.later(word).get() : pricing.echo(word);
				assertThat(answer).isEqualTo(word);
			}
			return calls;
		};
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

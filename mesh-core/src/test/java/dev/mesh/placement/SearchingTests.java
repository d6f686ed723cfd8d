package dev.mesh.placement;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.mesh.placement.advice.Look;
import dev.mesh.placement.advice.Optimizer;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SearchingTests {

	private final AtomicInteger ended = new AtomicInteger();

	private final Look look = new ShopFloor(1, "1").checkouts(20).look(Duration.ofMinutes(1));

	@Test
	void oneSearchRunsAtATimeAndItsFindingWaits() {
		CountDownLatch held = new CountDownLatch(1);
		try (Searching searching = searching((problem) -> {
			try {
				held.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return problem;
		})) {
			assertThat(searching.begin(this.look)).isTrue();
			assertThat(searching.begin(this.look)).isFalse();
			assertThat(searching.take()).isNull();
			held.countDown();
			await().until(() -> this.ended.get() == 1);
			assertThat(searching.isBusy()).isFalse();
			assertThat(searching.take()).isNotNull();
			assertThat(searching.take()).isNull();
		}
	}

	@Test
	void aSearchThatFailsLeavesNothingAndTheNextOneRuns() {
		AtomicInteger searches = new AtomicInteger();
		try (Searching searching = searching((problem) -> {
			if (searches.incrementAndGet() == 1) {
				throw new IllegalStateException("a search that fails, as the test wants it to");
			}
			return problem;
		})) {
			assertThat(searching.begin(this.look)).isTrue();
			await().until(() -> this.ended.get() == 1);
			assertThat(searching.take()).isNull();
			assertThat(searching.begin(this.look)).isTrue();
			await().until(() -> this.ended.get() == 2);
			assertThat(searching.take()).isNotNull();
		}
	}

	@Test
	void nothingIsSearchedAfterTheClose() {
		Searching searching = searching(UnaryOperator.identity());
		searching.close();
		assertThat(searching.begin(this.look)).isFalse();
		assertThat(searching.isBusy()).isFalse();
	}

	private Searching searching(UnaryOperator<Problem> first) {
		SolverOptimizer solver = new SolverOptimizer();
		Searching searching = new Searching(new Optimizer() {

			@Override
			public Solution optimize(Problem problem) {
				return solver.optimize(first.apply(problem));
			}

			@Override
			public Solution repair(Problem problem) {
				return solver.repair(problem);
			}

		}, this.ended::incrementAndGet);
		return searching;
	}

}

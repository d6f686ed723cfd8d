package dev.mesh.rpc.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How much callers may add to the load.
 */
class RetryBudgetTests {

	private final AtomicLong now = new AtomicLong();

	@Test
	void addsNoMoreThanItsShareWhenEverythingFails() {
		RetryBudget budget = budget(0.1, 100);
		int retries = 0;
		for (int i = 0; i < 100_000; i++) {
			budget.pay();
			while (budget.tryRetry()) {
				retries++;
			}
		}
		assertThat(retries).isBetween(10_000, 10_100);
	}

	@Test
	void savesNoMoreThanItMay() {
		RetryBudget budget = budget(0.5, 10);
		for (int i = 0; i < 1000; i++) {
			budget.pay();
		}
		assertThat(taken(budget)).isEqualTo(10);
	}

	@Test
	void leavesHalfOfTheSavingsToCallsThatFailed() {
		RetryBudget budget = budget(0.1, 10);
		int hedges = 0;
		while (budget.tryHedge()) {
			hedges++;
		}
		assertThat(hedges).isEqualTo(6);
		assertThat(taken(budget)).isEqualTo(4);
	}

	@Test
	void givesAwayOneASecondSoThatARareCallMayBeRepeated() {
		RetryBudget budget = budget(0, 1);
		assertThat(taken(budget)).isEqualTo(1);
		this.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(taken(budget)).isEqualTo(1);
		assertThat(budget.tryHedge()).isFalse();
	}

	@Test
	void withoutSavingsNothingIsRepeated() {
		RetryBudget budget = budget(1, 0);
		budget.pay();
		this.now.addAndGet(TimeUnit.MINUTES.toNanos(1));
		assertThat(budget.tryRetry()).isFalse();
	}

	@Test
	void refusesSharesThatAreNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> options(1.5, 1)).withMessageContaining("'budget' is 1.5");
		assertThatIllegalArgumentException().isThrownBy(() -> options(Double.NaN, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> options(0.1, -1)).withMessageContaining("'saved' is -1");
	}

	private static int taken(RetryBudget budget) {
		int taken = 0;
		while (budget.tryRetry()) {
			taken++;
		}
		return taken;
	}

	private RetryBudget budget(double share, int saved) {
		return new RetryBudget(options(share, saved), this.now::get);
	}

	private static RetryOptions options(double share, int saved) {
		return new RetryOptions(share, saved, Duration.ofMillis(4), Duration.ofMillis(256));
	}

}

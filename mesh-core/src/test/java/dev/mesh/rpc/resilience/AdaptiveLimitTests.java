package dev.mesh.rpc.resilience;

import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the limit goes under services of several kinds, in a time of their own.
 */
class AdaptiveLimitTests {

	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private final AdaptiveLimit limit = new AdaptiveLimit(64, 4, 1000, 0);

	private long now;

	@Test
	void growsWhileCallsTakeAsLongAsWhenFewRun() {
		idle((running) -> 10 * MILLI);
		press(50, (running) -> 10 * MILLI);
		assertThat(this.limit.get()).isGreaterThan(300);
	}

	@Test
	void staysWhereItIsWhileFewRun() {
		idle((running) -> 10 * MILLI);
		assertThat(this.limit.get()).isEqualTo(64);
	}

	@Test
	void findsAboutTwiceWhatAServiceBearsAtFullSpeed() {
		IntToLongFunction fourAtOnce = (running) -> 5 * MILLI * Math.max(4, running) / 4;
		idle(fourAtOnce);
		press(100, fourAtOnce);
		assertThat(this.limit.get()).isBetween(5, 14);
		press(1000, fourAtOnce);
		assertThat(this.limit.get()).as("a lasting overload does not become the measure").isBetween(5, 14);
	}

	@Test
	void aServiceThatBecameSlowWhateverRunsKeepsItsLimit() {
		idle((running) -> 5 * MILLI);
		press(200, (running) -> 50 * MILLI);
		assertThat(this.limit.get()).isGreaterThanOrEqualTo(64);
	}

	@Test
	void growsAgainWhenTheServiceBearsMore() {
		IntToLongFunction fourAtOnce = (running) -> 5 * MILLI * Math.max(4, running) / 4;
		idle(fourAtOnce);
		press(100, fourAtOnce);
		int narrow = this.limit.get();
		press(50, (running) -> 5 * MILLI);
		assertThat(this.limit.get()).isGreaterThan(narrow * 4);
	}

	@Test
	void staysWithinItsBounds() {
		idle((running) -> MILLI);
		press(300, (running) -> (long) running * running * MILLI);
		assertThat(this.limit.get()).isGreaterThanOrEqualTo(4);
		press(300, (running) -> MILLI / 100);
		assertThat(this.limit.get()).isLessThanOrEqualTo(1000);
	}

	private void idle(IntToLongFunction took) {
		for (int i = 0; i < 20; i++) {
			window(2, took);
		}
	}

	private void press(int windows, IntToLongFunction took) {
		for (int i = 0; i < windows; i++) {
			window(this.limit.get(), took);
		}
	}

	/** A tenth of a second in which so many calls run at once. */
	private void window(int running, IntToLongFunction took) {
		for (int i = 0; i < 20; i++) {
			this.now += 6 * MILLI;
			this.limit.sample(took.applyAsLong(running), running, this.now);
		}
	}

}

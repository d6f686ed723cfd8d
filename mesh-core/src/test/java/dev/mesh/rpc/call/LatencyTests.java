package dev.mesh.rpc.call;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatencyTests {

	private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	private final Latency latency = new Latency();

	private long now = Long.MAX_VALUE - 5 * MILLI; // the clock may overflow at any time

	private void replies(int count, long tookNanos, long apartNanos) {
		for (int i = 0; i < count; i++) {
			this.now += apartNanos;
			this.latency.observe(tookNanos, this.now);
		}
	}

	@Test
	void nothingIsKnownBeforeTheFirstReplyWhichThenIsAllThatIsKnown() {
		assertThat(this.latency.nanos(this.now)).isZero();
		replies(1, 3 * MILLI, 0);
		assertThat(this.latency.nanos(this.now)).isEqualTo(3 * MILLI);
	}

	@Test
	void aSecondOfSlowRepliesMakesItSlowHoweverManyThereAre() {
		for (int perSecond : new int[] { 10, 1000 }) {
			replies(10 * perSecond, MILLI, TimeUnit.SECONDS.toNanos(1) / perSecond);
			replies(perSecond, 20 * MILLI, TimeUnit.SECONDS.toNanos(1) / perSecond);
			assertThat(this.latency.nanos(this.now)).isBetween(12 * MILLI, 20 * MILLI);
		}
	}

	@Test
	void oneSlowReplyAmongManyHardlyCounts() {
		replies(2000, MILLI, MILLI);
		replies(1, 20 * MILLI, MILLI);
		assertThat(this.latency.nanos(this.now)).isLessThan(MILLI * 3 / 2);
	}

	@Test
	void itFadesWithoutRepliesButIsNeverUnknownAgain() {
		replies(1, 20 * MILLI, 0);
		assertThat(this.latency.nanos(this.now + TimeUnit.SECONDS.toNanos(1))).isEqualTo(20 * MILLI);
		assertThat(this.latency.nanos(this.now + TimeUnit.SECONDS.toNanos(6))).isBetween(6 * MILLI, 8 * MILLI);
		assertThat(this.latency.nanos(this.now + TimeUnit.DAYS.toNanos(1))).isOne();
	}

}

package dev.mesh.rpc.resilience;

import java.util.concurrent.TimeUnit;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How well the usual is told from the late.
 */
class LatencyQuantilesTests {

	private final LatencyQuantiles latency = new LatencyQuantiles();

	@Test
	void saysNothingAfterFewCalls() {
		record(31, 5);
		assertThat(this.latency.medianNanos()).isZero();
		assertThat(this.latency.p95Nanos()).isZero();
	}

	@Test
	void knowsTheMedianAndTheLateWithinABucket() {
		for (int i = 1; i <= 1024; i++) {
			this.latency.record(TimeUnit.MICROSECONDS.toNanos(i * 10L));
		}
		assertThat(this.latency.medianNanos()).isCloseTo(TimeUnit.MICROSECONDS.toNanos(5120),
				Percentage.withPercentage(25));
		assertThat(this.latency.p95Nanos()).isCloseTo(TimeUnit.MICROSECONDS.toNanos(9728),
				Percentage.withPercentage(25));
	}

	@Test
	void forgetsWhatWasLongAgo() {
		record(10_000, 1);
		record(10_000, 100);
		assertThat(this.latency.medianNanos()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
	}

	@Test
	void takesAnyTime() {
		this.latency.record(0);
		this.latency.record(-1);
		this.latency.record(Long.MAX_VALUE);
		record(61, 1);
		assertThat(this.latency.medianNanos()).isPositive();
	}

	private void record(int times, int millis) {
		for (int i = 0; i < times; i++) {
			this.latency.record(TimeUnit.MILLISECONDS.toNanos(millis));
		}
	}

}

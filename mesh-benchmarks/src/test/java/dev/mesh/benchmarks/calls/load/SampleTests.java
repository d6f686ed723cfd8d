package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleTests {

	private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

	@Test
	void whatWasTakenInTurnsCountsAsOneRun() {
		Histogram fast = Driver.histogram();
		fast.recordValueWithCount(TimeUnit.MICROSECONDS.toNanos(10), 300);
		Histogram slow = Driver.histogram();
		slow.recordValueWithCount(TimeUnit.SECONDS.toNanos(1), 100);
		Sample one = new Sample(new Taken(1_000_000, fast, 1, new Usage(1_000, 4_000)), new Usage(3_000, 8_000));
		Sample other = new Sample(new Taken(3_000_000, slow, 2, new Usage(7_000, 4_000)), new Usage(1_000, 0));
		Measurement figures = one.plus(other).measurement();
		assertThat(figures.callsPerSecond()).isEqualTo(100_000);
		assertThat(figures.p50Micros()).isCloseTo(10, THREE_DIGITS);
		assertThat(figures.p99Micros()).isCloseTo(1e6, THREE_DIGITS);
		assertThat(figures.clientCpuMicros()).isEqualTo(0.02);
		assertThat(figures.serverCpuMicros()).isEqualTo(0.01);
		assertThat(figures.clientBytes()).isEqualTo(20);
		assertThat(figures.serverBytes()).isEqualTo(20);
		assertThat(figures.failures()).isEqualTo(3);
	}

}

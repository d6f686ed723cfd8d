package dev.mesh.benchmarks.calls.load;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TakenTests {

	private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

	@Test
	void figuresArePerCallAndInMicroseconds() {
		Histogram latencies = Driver.histogram();
		for (int micros = 1; micros <= 1000; micros++) {
			latencies.recordValue(TimeUnit.MICROSECONDS.toNanos(micros));
		}
		Taken taken = new Taken(TimeUnit.MILLISECONDS.toNanos(500), latencies, 3, new Usage(5_000_000, 200_000));
		Measurement figures = taken.with(new Usage(7_000_000, 300_000));
		assertThat(figures.callsPerSecond()).isEqualTo(2000);
		assertThat(figures.p50Micros()).isCloseTo(500, THREE_DIGITS);
		assertThat(figures.p99Micros()).isCloseTo(990, THREE_DIGITS);
		assertThat(figures.p999Micros()).isCloseTo(999, THREE_DIGITS);
		assertThat(figures.clientCpuMicros()).isEqualTo(5);
		assertThat(figures.serverCpuMicros()).isEqualTo(7);
		assertThat(figures.clientBytes()).isEqualTo(200);
		assertThat(figures.serverBytes()).isEqualTo(300);
		assertThat(figures.failures()).isEqualTo(3);
	}

	@Test
	void noCallsGiveNoNonsense() {
		Measurement figures = new Taken(1000, Driver.histogram(), 1, new Usage(1, 1)).with(new Usage(1, 1));
		assertThat(figures.callsPerSecond()).isZero();
		assertThat(figures.clientBytes()).isFinite();
	}

}

package dev.mesh.rpc.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.explain.CallSample;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleRingTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final SampleRing ring = new SampleRing();

	private int made;

	private CallSample sample() {
		return new CallSample(Instant.EPOCH.plusSeconds(this.made++), CallSample.Kind.SLOW,
				new CallPoint("pricing", "Pricing", "echo"), CallOutcome.RESULT, null, "", Duration.ZERO, Duration.ZERO,
				Duration.ZERO, null, null, Set.of(), List.of(), 1, Duration.ZERO, 100, List.of());
	}

	private void offer(long nowNanos) {
		this.ring.offer(nowNanos, this::sample);
	}

	@Test
	void theFirstAreKeptAndTheRestOfABurstIsNotEvenMade() {
		for (int i = 0; i < 100; i++) {
			offer(i);
		}
		assertThat(this.made).isEqualTo(SampleRing.SIZE);
		assertThat(this.ring.samples()).hasSize(SampleRing.SIZE);
	}

	@Test
	void theOldestGivesWayAfterASecond() {
		for (int i = 0; i < SampleRing.SIZE; i++) {
			offer(i);
		}
		offer(SECOND - 1);
		assertThat(this.made).isEqualTo(SampleRing.SIZE);
		offer(SECOND);
		assertThat(this.made).isEqualTo(SampleRing.SIZE + 1);
		assertThat(this.ring.samples()).extracting(CallSample::at)
			.doesNotContain(Instant.EPOCH)
			.contains(Instant.EPOCH.plusSeconds(SampleRing.SIZE));
	}

	@Test
	void itWorksPastTheLargestNumberOfTheClock() {
		offer(Long.MAX_VALUE);
		for (int i = 0; i < SampleRing.SIZE; i++) {
			offer(Long.MIN_VALUE + SECOND);
		}
		assertThat(this.made).isEqualTo(SampleRing.SIZE + 1);
	}

}

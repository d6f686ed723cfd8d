package dev.mesh.clock;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HybridLogicalClockTests {

	private final SteppedWall wall = new SteppedWall(1_000);

	private final HybridLogicalClock clock = new HybridLogicalClock(9, this.wall, Duration.ofMillis(500), null);

	@Test
	void followsTheWallClockAndCountsWithinAMillisecond() {
		assertThat(this.clock.now()).isEqualTo(stamp(1_000, 0));
		assertThat(this.clock.now()).isEqualTo(stamp(1_000, 1));
		this.wall.set(1_001);
		assertThat(this.clock.now()).isEqualTo(stamp(1_001, 0));
		assertThat(this.clock.timestamp()).isEqualTo(new HybridTimestamp(stamp(1_001, 1), 9));
	}

	@Test
	void neverGoesBackWithTheWallClock() {
		long before = this.clock.now();
		this.wall.set(10);
		assertThat(this.clock.now()).isEqualTo(before + 1);
		assertThat(this.clock.skew()).isEqualTo(Duration.ofMillis(990));
	}

	@Test
	void counterOverflowCarriesIntoTheMilliseconds() {
		long previous = this.clock.now();
		for (int i = 0; i < 0x10000; i++) {
			long next = this.clock.now();
			assertThat(next).isGreaterThan(previous);
			previous = next;
		}
		assertThat(previous).isEqualTo(stamp(1_001, 0));
	}

	@Test
	void whatIsDrawnAfterAnObservedStampIsGreater() {
		assertThat(this.clock.observe(stamp(1_500, 7))).isTrue();
		assertThat(this.clock.last()).isEqualTo(stamp(1_500, 7));
		assertThat(this.clock.now()).isEqualTo(stamp(1_500, 8));
	}

	@Test
	void anOldStampChangesNothing() {
		long last = this.clock.now();
		assertThat(this.clock.observe(stamp(3, 0))).isTrue();
		assertThat(this.clock.last()).isEqualTo(last);
	}

	@Test
	void refusesAndCountsAStampFromBeyondTheDrift() {
		long last = this.clock.now();
		assertThat(this.clock.observe(stamp(1_501, 0))).isFalse();
		assertThat(this.clock.observe(-1)).isFalse();
		assertThat(this.clock.observe(Long.MIN_VALUE)).isFalse();
		assertThat(this.clock.last()).isEqualTo(last);
		assertThat(this.clock.refused()).isEqualTo(3);
	}

	@Test
	void theSkewShowsARefusalUntilAStampIsAcceptedAgain() {
		this.clock.observe(stamp(3_000, 0));
		assertThat(this.clock.skew()).isEqualTo(Duration.ofSeconds(2));
		this.clock.observe(stamp(1_000, 0));
		assertThat(this.clock.skew()).isEqualTo(Duration.ZERO);
	}

	@Test
	void refusesByTheWallClockEvenWhereTheClockItselfHasBeen() {
		this.clock.now();
		this.wall.set(100);
		assertThat(this.clock.observe(stamp(1_000, 0))).isFalse();
	}

	@Test
	void refusesANegativeDrift() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HybridLogicalClock(1, this.wall, Duration.ofMillis(-1), null))
			.withMessageContaining("PT-0.001S");
	}

	@Test
	void theDefaultClockRunsOnTheSystemsTime() {
		long before = System.currentTimeMillis();
		HybridTimestamp stamp = new HybridLogicalClock(3).timestamp();
		assertThat(stamp.millis()).isBetween(before, System.currentTimeMillis());
		assertThat(stamp.node()).isEqualTo(3);
	}

	private static long stamp(long millis, int counter) {
		return (millis << 16) | counter;
	}

}

package dev.mesh.rpc.traffic;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	@Test
	void admitsASecondsWorthAtOnceAndThenAtItsRate() {
		Pace pace = new Pace(20, -5);
		assertThat(admitted(pace, 0, 100)).isEqualTo(20);
		assertThat(admitted(pace, SECOND / 2, 100)).isEqualTo(10);
		assertThat(admitted(pace, 10 * SECOND, 100)).isEqualTo(20);
	}

	@Test
	void worksOverTheEndOfTime() {
		Pace pace = new Pace(20, Long.MAX_VALUE - 10);
		assertThat(admitted(pace, Long.MAX_VALUE, 100)).isEqualTo(20);
		assertThat(admitted(pace, Long.MIN_VALUE + SECOND, 100)).isEqualTo(20);
	}

	private static int admitted(Pace pace, long nanos, int tries) {
		int admitted = 0;
		for (int i = 0; i < tries; i++) {
			admitted += pace.admit(nanos) ? 1 : 0;
		}
		return admitted;
	}

}

package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunTimesTests {

	private static final long SHORT = TimeUnit.MICROSECONDS.toNanos(20);

	private static final long LONG = TimeUnit.MILLISECONDS.toNanos(20);

	private final RunTimes times = new RunTimes(false);

	@Test
	void callsAreLongUntilEnoughHaveBeenShort() {
		assertThat(this.times.areShort()).isFalse();
		record(100, SHORT);
		assertThat(this.times.areShort()).isFalse();
		record(100, SHORT);
		assertThat(this.times.areShort()).isTrue();
	}

	@Test
	void oneLongCallAmongManyChangesNothing() {
		record(300, SHORT);
		record(1, LONG);
		assertThat(this.times.areShort()).isTrue();
	}

	@Test
	void aFewLongCallsInARowAreEnough() {
		record(300, SHORT);
		record(10, LONG);
		assertThat(this.times.areShort()).isFalse();
	}

	@Test
	void callsOfWhichOneInFiveIsLongAreNotShort() {
		for (int i = 0; i < 500; i++) {
			record(4, SHORT);
			record(1, LONG);
		}
		assertThat(this.times.areShort()).isFalse();
	}

	@Test
	void whatIsStatedStays() {
		RunTimes inline = new RunTimes(true);
		assertThat(inline.areShort()).isTrue();
		for (int i = 0; i < 100; i++) {
			inline.record(LONG);
		}
		assertThat(inline.areShort()).isTrue();
	}

	private void record(int calls, long nanos) {
		for (int i = 0; i < calls; i++) {
			this.times.record(nanos);
		}
	}

}

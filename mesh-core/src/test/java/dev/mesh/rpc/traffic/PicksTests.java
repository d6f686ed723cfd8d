package dev.mesh.rpc.traffic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PicksTests {

	private static final int CALLS = 1 << 18;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 6, 10 })
	void picksOneOfSoMany(int bits) {
		assertThat(picked(Picks.oneOfTwoTo(bits), 1, 0)).isCloseTo(CALLS >> bits, within(3));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 5, 6, 8, 16 })
	void isFairToEachOfSeveralCallersInTurn(int callers) {
		long mask = Picks.oneOfTwoTo(6);
		double fair = (CALLS >> 6) / (double) callers;
		for (int caller = 0; caller < callers; caller++) {
			assertThat((double) picked(mask, callers, caller)).isCloseTo(fair, within(fair * 0.1));
		}
	}

	@Test
	void picksAllOrNone() {
		assertThat(picked(Picks.ALL, 1, 0)).isEqualTo(CALLS);
		assertThat(picked(Picks.NONE, 1, 0)).isZero();
		assertThat(Picks.oneOf(0)).isEqualTo(Picks.NONE);
		assertThat(Picks.oneOf(1)).isEqualTo(Picks.ALL);
		assertThat(Picks.oneOf(1000)).isEqualTo(Picks.oneOf(1024)).isEqualTo(Picks.oneOfTwoTo(10));
	}

	@Test
	void whatFewerPicksMorePickToo() {
		long few = Picks.oneOfTwoTo(8);
		long many = Picks.oneOfTwoTo(3);
		assertThat(few & many).isEqualTo(many);
		assertThat(Picks.NONE & few).isEqualTo(few);
		for (long i = 0; i < CALLS; i++) {
			assertThat(!Picks.picks(few, i) || Picks.picks(many, i)).isTrue();
		}
	}

	private static int picked(long mask, int step, int from) {
		int picked = 0;
		for (long i = from; i < CALLS; i += step) {
			picked += Picks.picks(mask, i) ? 1 : 0;
		}
		return picked;
	}

}

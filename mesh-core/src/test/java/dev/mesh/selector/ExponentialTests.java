package dev.mesh.selector;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExponentialTests {

	@Test
	void itIsTheLogarithmOfTheHashAsAFraction() {
		for (int i = 1; i < 10_000; i++) {
			long hash = Hashing.mix(i);
			double fraction = (hash >>> 11) * 0x1.0p-53;
			assertThat(Exponential.of(hash)).isCloseTo(-Math.log(fraction) / Math.log(2), within(1e-7));
		}
	}

	@Test
	void theGreaterHashHasTheLesserNumberAndNoneIsNegative() {
		assertThat(Exponential.of(0)).isEqualTo(64);
		assertThat(Exponential.of(1L << 63)).isEqualTo(1);
		assertThat(Exponential.of(1L << 62)).isEqualTo(2);
		assertThat(Exponential.of(-1)).isBetween(0.0, 1e-9);
		for (int i = 1; i < 10_000; i++) {
			long one = Hashing.mix(i);
			long other = Hashing.mix(-i);
			double difference = Exponential.of(one) - Exponential.of(other);
			assertThat(Long.compareUnsigned(one, other) > 0).isEqualTo(difference < 0);
		}
	}

	@Test
	void whoOwnsAKeyIsTheSameInEveryVersion() {
		assertThat(Exponential.of(0x123456789abcdefL)).isEqualTo(7.813781198645936);
	}

}

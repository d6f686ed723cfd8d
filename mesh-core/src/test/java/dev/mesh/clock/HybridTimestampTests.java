package dev.mesh.clock;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HybridTimestampTests {

	@Test
	void takesMillisAndCounterApart() {
		HybridTimestamp stamp = new HybridTimestamp((1_700_000_000_123L << 16) | 0xFFFE, 1);
		assertThat(stamp.millis()).isEqualTo(1_700_000_000_123L);
		assertThat(stamp.counter()).isEqualTo(0xFFFE);
		assertThat(stamp.toInstant()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
	}

	@Test
	void comparesUnsignedWithTheNodeBreakingTies() {
		assertThat(new HybridTimestamp(Long.MIN_VALUE, 0)).isGreaterThan(new HybridTimestamp(Long.MAX_VALUE, 0));
		assertThat(new HybridTimestamp(5, -1)).isGreaterThan(new HybridTimestamp(5, 1));
		assertThat(new HybridTimestamp(-1, 0).millis()).isEqualTo((1L << 48) - 1);
	}

	@Test
	void theStringFormSortsAsTheStampsDoAndParsesBack() {
		Random random = new Random(17);
		for (int i = 0; i < 20_000; i++) {
			HybridTimestamp one = random(random);
			HybridTimestamp other = random.nextInt(4) == 0 ? new HybridTimestamp(one.packed(), random.nextLong())
					: random(random);
			assertThat(Integer.signum(one.toString().compareTo(other.toString())))
				.isEqualTo(Integer.signum(one.compareTo(other)));
			assertThat(HybridTimestamp.parse(one.toString())).isEqualTo(one);
		}
		assertThat(new HybridTimestamp(0, -1)).hasToString("0000000000000fvvvvvvvvvvvv");
	}

	private static HybridTimestamp random(Random random) {
		return new HybridTimestamp(random.nextLong() >>> random.nextInt(64), random.nextLong());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0000000000000", "g0000000000000000000000000", "0000000000000z000000000000",
			"00000 00000000000000000000", "+0000000000000000000000000", "000000000000000000000000000",
			"\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660" })
	void refusesWhatIsNoTimestamp(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> HybridTimestamp.parse(text))
			.withMessageContaining("timestamp '" + text + "' has")
			.withMessageMatching("(?s).*: (use|write) .*");
	}

}

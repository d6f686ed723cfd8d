package dev.mesh.control;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTests {

	@ParameterizedTest
	@CsvSource({ "0, 300", "1, 300", "20, 300", "21, 150", "40, 150", "100, 60", "101, 50" })
	void eachHearsOfTwentyInAnInterval(int members, int turns) {
		Rounds rounds = new Rounds();
		assertThat(IntStream.range(0, 300).filter((i) -> rounds.isTurn(members)).count()).isEqualTo(turns);
	}

	@Test
	void theFirstRoundIsATurnHoweverManyThereAre() {
		assertThat(new Rounds().isTurn(1000)).isTrue();
	}

	@Test
	void intervalsStretchWithTheMembers() {
		Duration second = Duration.ofSeconds(1);
		assertThat(Rounds.stretch(second, 0)).isEqualTo(second);
		assertThat(Rounds.stretch(second, 20)).isEqualTo(second);
		assertThat(Rounds.stretch(second, 30)).isEqualTo(Duration.ofMillis(1500));
		assertThat(Rounds.stretch(second, 100)).isEqualTo(Duration.ofSeconds(5));
	}

}

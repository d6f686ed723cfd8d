package dev.mesh.benchmarks.figures;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTests {

	@Test
	void theMedianIsTheOneInTheMiddleOrLiesBetweenTheTwoThatAre() {
		assertThat(Spread.of(DoubleStream.of(300, 100, 10_000)).median()).isEqualTo(300);
		assertThat(Spread.of(DoubleStream.of(400, 100, 200, 1_000)).median()).isEqualTo(300);
	}

	/** As tables of intervals for the median have it: of 9 the second to the eighth. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "5, 1, 5", "6, 1, 6", "8, 1, 8", "9, 2, 8", "11, 2, 10", "12, 3, 10", "15, 4, 12",
			"20, 6, 15", "100, 40, 61" })
	void boundsLeaveOutAsManyAsConfidenceAllows(int rounds, double low, double high) {
		Spread spread = Spread.of(IntStream.rangeClosed(1, rounds).asDoubleStream());
		assertThat(spread).isEqualTo(new Spread((rounds + 1) / 2.0, low, high, rounds));
	}

	@Test
	void whatIsNoNumberIsLeftOut() {
		assertThat(Spread.of(DoubleStream.of(Double.NaN, 2, Double.POSITIVE_INFINITY)))
			.isEqualTo(new Spread(2, 2, 2, 1));
		assertThat(Spread.of(DoubleStream.of(Double.NaN)).isEmpty()).isTrue();
		assertThat(Spread.of(DoubleStream.empty()).isEmpty()).isTrue();
	}

	@Test
	void oneRoundHasNoBounds() {
		assertThat(Spread.of(DoubleStream.of(0.5)).text("%.2f", " ×")).isEqualTo("0.50 ×");
		assertThat(Spread.of(DoubleStream.of(0.5, 0.25, 2)).text("%.2f", " ×")).isEqualTo("0.50 × (0.25 – 2.00)");
	}

}

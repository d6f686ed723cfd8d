package dev.mesh.benchmarks.calls.report;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ResultsTests {

	static final Cell CELL = Cell.quick().get(0);

	private final Results results = new Results();

	static Measurement figures(double callsPerSecond, long failures) {
		return new Measurement(callsPerSecond, 1e6 / callsPerSecond, 20, 30, 4, 5, 600, 700, failures);
	}

	@Test
	void theMedianOfAnOddNumberIsTheMiddleOne() {
		for (double rate : new double[] { 300, 100, 10_000 }) {
			this.results.add("mesh", CELL, figures(rate, 1));
		}
		assertThat(this.results.median("mesh", CELL)).isEqualTo(figures(300, 3));
		assertThat(this.results.spread("mesh", CELL)).isEqualTo(33);
	}

	@Test
	void theMedianOfAnEvenNumberLiesBetweenTheMiddleOnes() {
		for (double rate : new double[] { 400, 100, 200, 1000 }) {
			this.results.add("mesh", CELL, figures(rate, 0));
		}
		assertThat(this.results.median("mesh", CELL)).extracting(Measurement::callsPerSecond).isEqualTo(300.0);
	}

	@Test
	void eachFigureHasItsOwnMedian() {
		this.results.add("mesh", CELL, new Measurement(1, 20, 3, 4, 5, 6, 7, 8, 0));
		this.results.add("mesh", CELL, new Measurement(2, 30, 4, 5, 6, 7, 8, 9, 0));
		this.results.add("mesh", CELL, new Measurement(3, 10, 2, 3, 4, 5, 6, 7, 0));
		assertThat(this.results.median("mesh", CELL)).isEqualTo(new Measurement(2, 20, 3, 4, 5, 6, 7, 8, 0));
	}

	@Test
	void ratiosAreTakenWithinARound() {
		// The machine is ten times as fast in the second round, and half as fast in the
		// third.
		this.results.add("mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add("mesh", CELL, figures(6_000, 0), figures(10_000, 0));
		this.results.add("mesh", CELL, figures(200, 0), figures(500, 0));
		assertThat(this.results.ratio("mesh", CELL, Measurement::callsPerSecond)).hasValue(0.5);
		assertThat(this.results.ratio("mesh", CELL, Measurement::p50Micros)).hasValue(2);
		assertThat(this.results.spread("mesh", CELL)).isCloseTo(0.4, within(1e-9));
		assertThat(this.results.floor(CELL)).isEqualTo(figures(1_000, 0));
		assertThat(this.results.ratio(Contestants.FLOOR, CELL, Measurement::callsPerSecond)).hasValue(1);
	}

	@Test
	void contestantsAreComparedByWhatTheFloorDidBesideEach() {
		this.results.add("mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add("mesh-tls", CELL, figures(500, 0), figures(2_000, 0));
		assertThat(this.results.ratio("mesh-tls", "mesh", CELL, Measurement::callsPerSecond)).hasValue(0.5);
		assertThat(this.results.ratio("mesh", Contestants.FLOOR, CELL, Measurement::callsPerSecond)).hasValue(0.5);
		assertThat(this.results.ratio("mesh", "nobody", CELL, Measurement::callsPerSecond)).isEmpty();
	}

	@Test
	void whatWasNotMeasuredIsMissing() {
		this.results.add(Contestants.FLOOR, CELL, figures(100, 0));
		assertThat(this.results.median("mesh", CELL)).isNull();
		assertThat(this.results.spread("mesh", CELL)).isZero();
		assertThat(this.results.floor(CELL)).isEqualTo(figures(100, 0));
		assertThat(this.results.cells()).containsExactly(CELL);
	}

}

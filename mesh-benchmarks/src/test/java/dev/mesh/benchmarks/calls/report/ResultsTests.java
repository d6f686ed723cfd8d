package dev.mesh.benchmarks.calls.report;

import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;
import dev.mesh.benchmarks.figures.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ResultsTests {

	static final Cell CELL = Cell.of("place/1t");

	private static final Cell OTHER = Cell.of("place/8t");

	private final Results results = new Results();

	static Measurement figures(double callsPerSecond, long failures) {
		return new Measurement(callsPerSecond, 1e6 / callsPerSecond, 20, 30, 4, 5, 600, 700, failures);
	}

	@Test
	void eachFigureHasItsOwnMedianAndFailuresAreAddedUp() {
		this.results.add(0, "mesh", CELL, new Measurement(1, 20, 3, 4, 5, 6, 7, 8, 1), figures(1_000, 0));
		this.results.add(1, "mesh", CELL, new Measurement(2, 30, 4, 5, 6, 7, 8, 9, 0), figures(1_000, 0));
		this.results.add(2, "mesh", CELL, new Measurement(3, 10, 2, 3, 4, 5, 6, 7, 2), figures(1_000, 0));
		assertThat(this.results.median("mesh", CELL)).isEqualTo(new Measurement(2, 20, 3, 4, 5, 6, 7, 8, 3));
	}

	@Test
	void ratiosAreTakenWithinARound() {
		// The machine is ten times as fast in the second round, and half as fast in the
		// third.
		this.results.add(0, "mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add(1, "mesh", CELL, figures(6_000, 0), figures(10_000, 0));
		this.results.add(2, "mesh", CELL, figures(200, 0), figures(500, 0));
		assertThat(this.results.ratio("mesh", Contestants.FLOOR, CELL, Measurement::callsPerSecond))
			.isEqualTo(new Spread(0.5, 0.4, 0.6, 3));
		assertThat(this.results.ratio("mesh", Contestants.FLOOR, CELL, Measurement::p50Micros).median()).isEqualTo(2);
		assertThat(this.results.range("mesh", CELL)).isCloseTo(0.4, within(1e-9));
		assertThat(this.results.median(Contestants.FLOOR, CELL)).isEqualTo(figures(1_000, 0));
		assertThat(this.results.range(Contestants.FLOOR, CELL)).isEqualTo(9.5);
	}

	@Test
	void contestantsAreComparedByWhatTheFloorDidBesideEachInTheSameRound() {
		this.results.add(0, "mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add(0, "mesh-tls", CELL, figures(500, 0), figures(2_000, 0));
		this.results.add(1, "mesh", CELL, figures(900, 0), figures(1_000, 0));
		this.results.add(2, "mesh", CELL, figures(800, 0), figures(1_000, 0));
		this.results.add(2, "mesh-tls", CELL, figures(800, 0), figures(1_000, 0));
		assertThat(this.results.ratio("mesh-tls", "mesh", CELL, Measurement::callsPerSecond))
			.isEqualTo(new Spread(0.75, 0.5, 1, 2));
		assertThat(this.results.ratio("mesh", "nobody", CELL, Measurement::callsPerSecond).isEmpty()).isTrue();
	}

	@Test
	void cellsAreComparedWithinARound() {
		this.results.add(0, "mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add(0, "mesh", OTHER, figures(1_000, 0), figures(1_000, 0));
		this.results.add(1, "mesh", CELL, figures(500, 0), figures(1_000, 0));
		assertThat(this.results.ratio("mesh", CELL, OTHER, Measurement::callsPerSecond))
			.isEqualTo(new Spread(0.5, 0.5, 0.5, 1));
	}

	@Test
	void whatIsBeyondTheFloorIsTakenWithinARound() {
		this.results.add(0, "mesh", CELL, figures(500, 0), figures(1_000, 0));
		this.results.add(1, "mesh", CELL, figures(5_000, 0), figures(10_000, 0));
		assertThat(this.results.beyondFloor("mesh", CELL, Measurement::callsPerSecond))
			.isEqualTo(new Spread(-2_750, -5_000, -500, 2));
	}

	@Test
	void whatWasNotMeasuredIsMissing() {
		assertThat(this.results.cells()).isEmpty();
		assertThat(this.results.median(Contestants.FLOOR, CELL)).isNull();
		this.results.add(0, "mesh", CELL, figures(50, 0), figures(100, 0));
		assertThat(this.results.median("mesh-tls", CELL)).isNull();
		assertThat(this.results.range("mesh-tls", CELL)).isZero();
		assertThat(this.results.median(Contestants.FLOOR, CELL)).isEqualTo(figures(100, 0));
		assertThat(this.results.cells()).containsExactly(CELL);
	}

}

package dev.mesh.benchmarks.start;

import java.util.List;

import dev.mesh.benchmarks.figures.Goal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartReportTests {

	private final StartReport report = new StartReport(List.of(started(900, 51_200, 10), started(1_000, 50_176, 11)),
			List.of(started(1_450, 81_920, 22), started(1_250, 80_896, 21)), List.of(0.004, 0.012));

	private static Started started(long millis, long kib, int threads) {
		return new Started(millis, new Rest(kib, threads));
	}

	@Test
	void whatIsAddedIsTheDifferenceOfMedians() {
		assertThat(this.report.goals()).containsExactly(
				new Goal("added to the start of the context", "≤ 400 ms", "400 ms", true),
				new Goal("added resident memory, after collection", "≤ 25.0 MB", "30.0 MB", false),
				new Goal("added threads", "≤ 12", "11", true),
				new Goal("of one processor, idle, the busiest of the cluster", "≤ 1.00 %", "1.20 %", false));
	}

	@Test
	void bothAreShownAndEachNode() {
		assertThat(this.report.markdown().lines()).contains("| without the starter | 950 | 49.5 | 11 |",
				"| with it | 1,350 | 79.5 | 22 |", "Of one processor, idle, node by node: 0.40 % 1.20 %.");
	}

}

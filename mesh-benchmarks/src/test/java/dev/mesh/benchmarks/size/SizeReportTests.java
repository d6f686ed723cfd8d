package dev.mesh.benchmarks.size;

import java.util.List;

import dev.mesh.benchmarks.figures.Goal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SizeReportTests {

	private static SizeFigures figures(int nodes, double viewMillis) {
		return new SizeFigures(nodes, viewMillis, 1_500, List.of(3.0, 9.0, 5.0), 12_345);
	}

	@Test
	void eachSizeIsARow() {
		SizeReport report = new SizeReport(List.of(figures(3, 250), figures(10, 500)), List.of());
		assertThat(report.goals()).isEmpty();
		assertThat(report.markdown().lines()).contains("| 3 | 0.25 | 1.50 | 5.0 | 9.0 | 12,345 |",
				"| 10 | 0.50 | 1.50 | 5.0 | 9.0 | 12,345 |");
	}

	@Test
	void aHundredNodesAreHeldAgainstTheirBound() {
		assertThat(new SizeReport(List.of(figures(100, 12_000)), List.of()).goals())
			.containsExactly(new Goal("100 nodes in one view", "≤ 10.0 s", "12.0 s", false));
	}

	@Test
	void whatWentWrongIsSaid() {
		SizeReport report = new SizeReport(List.of(figures(3, 250)), List.of("100 nodes have no figures: no view"));
		assertThat(report.markdown()).startsWith("- 100 nodes have no figures: no view\n");
	}

}

package dev.mesh.benchmarks.parts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.benchmarks.figures.Goal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartsReportTests {

	private static final List<PartFigure> FIGURES = List.of(figure("ClockBenchmark.wallAndExchange", 20, 0),
			figure("ClockBenchmark.now", 30, 0), figure("ClockBenchmark.nowOnTwoThreads", 80, 0),
			figure("LocalCallBenchmark.direct", 1, 0), figure("LocalCallBenchmark.injected", 13.5, 0.0004),
			figure("CodecBenchmark.roundTrip(hand)", 400, 900), figure("CodecBenchmark.roundTrip(mesh)", 700, 1000),
			figure("RouteBenchmark.choose(1000, 100)", 51, 24));

	private final Map<String, Integer> sizes = new LinkedHashMap<>();

	PartsReportTests() {
		this.sizes.put("hand", 150);
		this.sizes.put("mesh", 220);
	}

	private static PartFigure figure(String name, double nanos, double bytes) {
		return new PartFigure(name, nanos, 0.25, bytes);
	}

	@Test
	void eachFigureIsHeldAgainstItsBound() {
		this.sizes.put("protobuf", 200);
		assertThat(new PartsReport(FIGURES, this.sizes).goals()).containsExactly(
				new Goal("a stamp, beside the wall clock and one exchange", "≤ 1.30 ×", "1.50 ×", false),
				new Goal("stamps on two threads", "≥ 20 M/s", "25 M/s", true),
				new Goal("a call within the node, over one of the bean", "≤ 15.0 ns", "12.5 ns", true),
				new Goal("its garbage", "≤ 0 bytes", "0 bytes", true),
				new Goal("an order there and back, beside the codec by hand", "≤ 2.00 ×", "1.75 ×", true),
				new Goal("its size, beside protobuf", "≤ 1.30 ×", "1.10 ×", true),
				new Goal("the node of a call, among 1,000 nodes of 100 services", "≤ 50 ns", "51 ns", false));
	}

	@Test
	void allFiguresAreShown() {
		String text = new PartsReport(FIGURES, this.sizes).markdown();
		assertThat(text.lines()).contains("| `CodecBenchmark.roundTrip(mesh)` | 700.0 | 0.3 | 1,000 |",
				"Bytes of an order of five lines: hand 150, mesh 220.");
	}

	@Test
	void whatARunLeftOutIsHeldAgainstNothing() {
		PartsReport report = new PartsReport(List.of(figure("RouteBenchmark.choose(10, 10)", 9, 0)), Map.of());
		assertThat(report.goals()).isEmpty();
		assertThat(report.markdown()).startsWith("| benchmark |");
	}

}

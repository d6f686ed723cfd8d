package dev.mesh.benchmarks.calls.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.contestant.Contestants;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;

/**
 * A table for each cell, with the ratios to the floor, measured beside.
 */
public final class MarkdownTable {

	private static final String HEAD = """
			| | calls/s | × floor | rounds ± % | p50 µs | × floor | p99 µs | p99.9 µs | CPU µs per call: client + server | × floor | bytes allocated per call: client + server |
			|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
			""";

	private final Results results;

	private final List<Contestant> contestants;

	/**
	 * Make tables.
	 * @param results the figures
	 * @param contestants the rows
	 */
	public MarkdownTable(Results results, List<Contestant> contestants) {
		this.results = results;
		this.contestants = List.copyOf(contestants);
	}

	/**
	 * Return all tables.
	 * @return Markdown
	 */
	public String all() {
		StringBuilder text = new StringBuilder();
		for (Cell cell : this.results.cells()) {
			text.append("### ").append(cell.title()).append("\n\n").append(HEAD);
			for (Contestant contestant : this.contestants) {
				Measurement figures = this.results.median(contestant.id(), cell);
				if (figures != null) {
					text.append(row(contestant, cell, figures)).append('\n');
				}
			}
			text.append('\n');
		}
		return text.toString();
	}

	private String row(Contestant contestant, Cell cell, Measurement figures) {
		String failed = (figures.failures() > 0) ? " (%,d failed)".formatted(figures.failures()) : "";
		return String.format(Locale.ROOT,
				"| %s%s | %,.0f | %s | %.0f | %,.0f | %s | %,.0f | %,.0f | %,.1f + %,.1f | %s | %,.0f + %,.0f |",
				contestant.title(), failed, figures.callsPerSecond(),
				ratio(contestant, cell, Measurement::callsPerSecond), this.results.range(contestant.id(), cell) * 50,
				figures.p50Micros(), ratio(contestant, cell, Measurement::p50Micros), figures.p99Micros(),
				figures.p999Micros(), figures.clientCpuMicros(), figures.serverCpuMicros(),
				ratio(contestant, cell, Measurement::cpuMicros), figures.clientBytes(), figures.serverBytes());
	}

	private String ratio(Contestant contestant, Cell cell, ToDoubleFunction<Measurement> figure) {
		if (contestant.id().equals(Contestants.FLOOR)) {
			return "1.00";
		}
		double ratio = this.results.ratio(contestant.id(), Contestants.FLOOR, cell, figure).median();
		return String.format(Locale.ROOT, "%.2f", ratio);
	}

}

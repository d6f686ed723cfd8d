package dev.mesh.benchmarks.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.mesh.placement.solver.Solution.Cost;

/**
 * Says how the solver fares beside the reference.
 */
final class QualityReport {

	private static final String BEGIN = "<!-- quality: begin, generated -->";

	private static final String END = "<!-- quality: end -->";

	private static final String HEAD = """
			| problem | fits: Mesh, CP-SAT | missing | cost: Mesh | CP-SAT | its bound | gap % | ms | s |
			|---|---|---|---|---|---|---|---|---|
			""";

	private final List<Comparison> comparisons;

	private final int seconds;

	QualityReport(List<Comparison> comparisons, int seconds) {
		this.comparisons = List.copyOf(comparisons);
		this.seconds = seconds;
	}

	static String row(Comparison comparison) {
		Evaluation own = comparison.own();
		String missing = own.missing().equals(comparison.reference().missing()) ? own.missing().toString()
				: own.missing() + " / " + comparison.reference().missing();
		String gap = comparison.isComparable() ? String.format(Locale.ROOT, "%.2f", comparison.gap()) : "–";
		return String.format(Locale.ROOT, "| %s | %s, %s | %s | %.1f | %.1f%s | %.1f | %s | %.1f | %.1f |",
				comparison.name(), verdict(own.fits(), comparison.proven()),
				verdict(comparison.reference().fits(), comparison.result().missingProven()), missing,
				own.cost().total(), comparison.reference().cost().total(), comparison.result().optimal() ? " *" : "",
				comparison.result().bound(), gap, comparison.millis(), comparison.result().seconds());
	}

	/** An unproven no may yet be a yes. */
	private static String verdict(boolean fits, boolean proven) {
		return fits ? "yes" : proven ? "no" : "no?";
	}

	/** What is wrong, or where we lose. */
	static List<String> remarks(Comparison comparison) {
		List<String> remarks = new ArrayList<>();
		comparison.own().violations().forEach((violation) -> remarks.add("VIOLATION: " + violation));
		comparison.repaired().violations().forEach((violation) -> remarks.add("VIOLATION in repair: " + violation));
		comparison.reference().violations().forEach((violation) -> remarks.add("VIOLATION by CP-SAT: " + violation));
		if (!comparison.sameVerdict()) {
			remarks.add("VERDICTS DIFFER");
		}
		else if (!comparison.isComparable()) {
			remarks.add("DIFFERENT SHORTFALL");
		}
		remarks.add("Mesh   " + terms(comparison.own().cost()));
		remarks.add("CP-SAT " + terms(comparison.reference().cost())
				+ String.format(Locale.ROOT, ", %.2f %% above its bound", comparison.openGap()));
		remarks.add("repair " + terms(comparison.repaired().cost())
				+ String.format(Locale.ROOT, ", gap %.2f %%", comparison.repairGap())
				+ ((comparison.repaired().compareMissing(comparison.reference()) == 0) ? ""
						: ", missing " + comparison.repaired().missing()));
		return remarks;
	}

	private static String terms(Cost cost) {
		return String.format(Locale.ROOT, "%.1f = bias %.1f + zones %.1f + load %.1f + traffic %.1f + moving %.1f",
				cost.total(), cost.bias(), cost.zones(), cost.load(), cost.traffic(), cost.moving());
	}

	String summary() {
		List<Comparison> comparable = this.comparisons.stream().filter(Comparison::isComparable).toList();
		long same = this.comparisons.stream().filter(Comparison::sameVerdict).count();
		return String.format(Locale.ROOT,
				"%d problems, %d s each for CP-SAT: same verdict on %d, same shortfall on %d; gap %.2f %% in the median,"
						+ " %.2f %% at worst (quick answers of `repair`: %.2f %% and %.2f %%).",
				this.comparisons.size(), this.seconds, same, comparable.size(), median(comparable, Comparison::gap),
				worst(comparable, Comparison::gap), median(comparable, Comparison::repairGap),
				worst(comparable, Comparison::repairGap));
	}

	private static double median(List<Comparison> comparisons, ToDoubleFunction<Comparison> gap) {
		double[] gaps = comparisons.stream().mapToDouble(gap).sorted().toArray();
		int middle = gaps.length / 2;
		return (gaps.length == 0) ? 0 : (gaps.length % 2 > 0) ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
	}

	private static double worst(List<Comparison> comparisons, ToDoubleFunction<Comparison> gap) {
		return comparisons.stream().mapToDouble(gap).max().orElse(0);
	}

	/** Replaces what stands between the marks. */
	void writeInto(Path document) throws IOException {
		String text = Files.readString(document);
		int begin = text.indexOf(BEGIN);
		int end = text.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalStateException("'" + document + "' has no place for the table: put '" + BEGIN + "' and '"
					+ END + "' around it");
		}
		StringBuilder table = new StringBuilder(HEAD);
		this.comparisons.forEach((comparison) -> table.append(row(comparison)).append('\n'));
		Files.writeString(document, text.substring(0, begin) + BEGIN + "\n\n" + summary() + "\n\n" + table + "\n"
				+ text.substring(end));
	}

}

package dev.mesh.benchmarks.start;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.mesh.benchmarks.figures.Goal;
import dev.mesh.benchmarks.figures.Median;

/**
 * What the figures say.
 *
 * @param without the starts without the starter
 * @param with those with it
 * @param idle the part of one processor that each node of an idle cluster uses
 */
record StartReport(List<Started> without, List<Started> with, List<Double> idle) {

	private static final double MOST_MILLIS = 400;

	private static final double MOST_MIB = 25;

	private static final double MOST_THREADS = 12;

	private static final double MOST_PERCENT = 1;

	String markdown() {
		return Goal.table(goals()) + '\n' + """
				| an empty application | context starts in, ms | resident, MB | threads |
				|---|--:|--:|--:|
				""" + row("without the starter", this.without) + row("with it", this.with) + '\n' + idleNodes() + '\n';
	}

	private static String row(String title, List<Started> starts) {
		return String.format(Locale.ROOT, "| %s | %,.0f | %,.1f | %,.0f |%n", title, Median.of(starts, Started::millis),
				Median.of(starts, Started::residentMib), threads(starts));
	}

	private static double threads(List<Started> starts) {
		return Median.of(starts, (start) -> start.rest().threads());
	}

	private String idleNodes() {
		StringBuilder text = new StringBuilder("Of one processor, idle, node by node:");
		this.idle.forEach((part) -> text.append(String.format(Locale.ROOT, " %.2f %%", part * 100)));
		return text.append('.').toString();
	}

	List<Goal> goals() {
		return List.of(Goal.atMost("added to the start of the context", MOST_MILLIS, added(Started::millis), "%.0f ms"),
				Goal.atMost("added resident memory, after collection", MOST_MIB, added(Started::residentMib),
						"%.1f MB"),
				Goal.atMost("added threads", MOST_THREADS, threads(this.with) - threads(this.without), "%.0f"),
				Goal.atMost("of one processor, idle, the busiest of the cluster", MOST_PERCENT,
						this.idle.stream().mapToDouble((part) -> part * 100).max().orElseThrow(), "%.2f %%"));
	}

	private double added(ToDoubleFunction<Started> figure) {
		return Median.of(this.with, figure) - Median.of(this.without, figure);
	}

}

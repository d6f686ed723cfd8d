package dev.mesh.benchmarks.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.mesh.benchmarks.figures.Goal;
import dev.mesh.benchmarks.figures.Median;

/**
 * What the figures say.
 *
 * @param figures those of each size
 * @param remarks what went wrong, a sentence each
 */
record SizeReport(List<SizeFigures> figures, List<String> remarks) {

	private static final int LARGE = 100;

	private static final double MOST_SECONDS = 10;

	String markdown() {
		StringBuilder text = new StringBuilder();
		this.remarks.forEach((remark) -> text.append("- ").append(remark).append("\n\n"));
		List<Goal> goals = goals();
		if (!goals.isEmpty()) {
			text.append(Goal.table(goals)).append('\n');
		}
		text.append(
				"""
						| nodes | one view after, s | all ready after another, s | a change is everywhere after, ms | at worst | \
						bytes per second that each node sends, idle |
						|--:|--:|--:|--:|--:|--:|
						""");
		for (SizeFigures size : this.figures) {
			text.append(String.format(Locale.ROOT, "| %d | %.2f | %.2f | %.1f | %.1f | %,.0f |%n", size.nodes(),
					size.viewMillis() / 1e3, size.settledMillis() / 1e3,
					Median.of(size.visibleMillis(), (millis) -> millis),
					size.visibleMillis().stream().mapToDouble((millis) -> millis).max().orElseThrow(),
					size.bytesPerSecond()));
		}
		return text.toString();
	}

	List<Goal> goals() {
		List<Goal> goals = new ArrayList<>();
		for (SizeFigures size : this.figures) {
			if (size.nodes() == LARGE) {
				goals.add(Goal.atMost(LARGE + " nodes in one view", MOST_SECONDS, size.viewMillis() / 1e3, "%.1f s"));
			}
		}
		return goals;
	}

}

package dev.mesh.benchmarks.calls.report;

import java.util.List;
import java.util.Locale;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.load.Cell;
import dev.mesh.benchmarks.calls.load.Measurement;

/**
 * Calls per second of each contestant as bars, one group for each cell; within a group
 * the longest bar takes the whole width.
 */
public final class SvgChart {

	private static final int WIDTH = 860;

	private static final int LABEL = 210;

	private static final int BAR = 16;

	private static final int GAP = 34;

	private static final int FIGURE = 120;

	private final Results results;

	private final List<Contestant> contestants;

	/**
	 * Make a chart.
	 * @param results the figures
	 * @param contestants the bars of each group
	 */
	public SvgChart(Results results, List<Contestant> contestants) {
		this.results = results;
		this.contestants = List.copyOf(contestants);
	}

	/**
	 * Draw some cells.
	 * @param cells the groups
	 * @return the image
	 */
	public String draw(List<Cell> cells) {
		StringBuilder body = new StringBuilder();
		int y = 8;
		for (Cell cell : cells) {
			y = group(cell, y, body);
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">
				<title>Calls per second, by contestant</title>
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				%s</svg>
				"""
			.formatted(WIDTH, y + 8, body);
	}

	private int group(Cell cell, int top, StringBuilder body) {
		int y = top + GAP - BAR;
		text(body, 8, y, "#1f2328", "font-weight=\"bold\"", cell.title() + ", calls/s");
		y += 8;
		double longest = longest(cell);
		for (Contestant contestant : this.contestants) {
			Measurement figures = this.results.median(contestant.id(), cell);
			if (figures != null) {
				bar(contestant, figures.callsPerSecond(), longest, y, body);
				y += BAR;
			}
		}
		return y;
	}

	private double longest(Cell cell) {
		double longest = 1;
		for (Contestant contestant : this.contestants) {
			Measurement figures = this.results.median(contestant.id(), cell);
			longest = (figures != null) ? Math.max(longest, figures.callsPerSecond()) : longest;
		}
		return longest;
	}

	private static void bar(Contestant contestant, double figure, double longest, int y, StringBuilder body) {
		double width = figure / longest * (WIDTH - LABEL - FIGURE);
		String colour = contestant.id().startsWith("mesh") ? "#0969da" : "#8c959f";
		text(body, LABEL - 8, y + BAR - 4, "#1f2328", "text-anchor=\"end\"", contestant.title());
		body.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
				LABEL, y + 2, width, BAR - 4, colour));
		text(body, (int) (LABEL + width + 6), y + BAR - 4, "#59636e", "", String.format(Locale.ROOT, "%,.0f", figure));
	}

	private static void text(StringBuilder body, int x, int y, String colour, String attributes, String text) {
		body.append("<text x=\"%d\" y=\"%d\" fill=\"%s\" %s>%s</text>\n".formatted(x, y, colour, attributes,
				text.replace("&", "&amp;").replace("<", "&lt;")));
	}

}

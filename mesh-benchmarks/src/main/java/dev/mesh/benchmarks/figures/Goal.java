package dev.mesh.benchmarks.figures;

import java.util.List;
import java.util.Locale;

/**
 * What is wanted of a figure, and what it is.
 *
 * @param what the figure
 * @param wanted the bound, with its unit
 * @param measured the figure, with its unit
 * @param met whether it is within the bound
 */
public record Goal(String what, String wanted, String measured, boolean met) {

	private static final String HEAD = """
			| | wanted | measured | |
			|---|--:|--:|---|
			""";

	/**
	 * Want a figure to be no greater than a bound.
	 * @param what the figure
	 * @param most the bound
	 * @param measured what it is
	 * @param format how both are written, with one conversion for a number
	 * @return the goal
	 */
	public static Goal atMost(String what, double most, double measured, String format) {
		return new Goal(what, "≤ " + text(format, most), text(format, measured), measured <= most);
	}

	/**
	 * Want a figure to be no smaller than a bound.
	 * @param what the figure
	 * @param least the bound
	 * @param measured what it is
	 * @param format how both are written, with one conversion for a number
	 * @return the goal
	 */
	public static Goal atLeast(String what, double least, double measured, String format) {
		return new Goal(what, "≥ " + text(format, least), text(format, measured), measured >= least);
	}

	private static String text(String format, double figure) {
		return String.format(Locale.ROOT, format, figure);
	}

	/**
	 * Return goals as a table.
	 * @param goals the rows
	 * @return Markdown
	 */
	public static String table(List<Goal> goals) {
		StringBuilder text = new StringBuilder(HEAD);
		for (Goal goal : goals) {
			text.append("| %s | %s | %s | %s |\n".formatted(goal.what, goal.wanted, goal.measured,
					goal.met ? "met" : "**missed**"));
		}
		return text.toString();
	}

}

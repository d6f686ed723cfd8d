package dev.mesh.benchmarks.figures;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * One figure of several rounds: the median, and between what it lies. The bounds assume
 * nothing of how figures are distributed (David, Nagaraja: Order Statistics, 2003, 7.1).
 *
 * @param median the one in the middle
 * @param low the median of any number of rounds would be no less, with a confidence of at
 * least 95 %; with fewer than six rounds, which allow no such statement, the lowest
 * @param high the same for no more; with fewer than six rounds the highest
 * @param rounds how many there were
 */
public record Spread(double median, double low, double high, int rounds) {

	private static final double TAIL = 0.025;

	/**
	 * Look at the figures of rounds.
	 * @param figures one for each round, in any order; what is no number is left out
	 * @return the spread, of {@link #isEmpty() no rounds} if there was none
	 */
	public static Spread of(DoubleStream figures) {
		double[] sorted = figures.filter(Double::isFinite).sorted().toArray();
		if (sorted.length == 0) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
		}
		int left = outer(sorted.length);
		return new Spread(Median.ofSorted(sorted), sorted[left], sorted[sorted.length - 1 - left], sorted.length);
	}

	/**
	 * How many on either side may be left out: as each round is as likely below the
	 * median as above it, those below are distributed as the heads of so many tosses of a
	 * coin.
	 */
	private static int outer(int rounds) {
		double ways = 1;
		double atMost = ways;
		int outer = 0;
		while (atMost * Math.pow(0.5, rounds) <= TAIL) {
			outer++;
			ways *= (rounds - outer + 1.0) / outer;
			atMost += ways;
		}
		return Math.max(0, outer - 1);
	}

	/**
	 * Tell whether there is no figure.
	 * @return whether there is none
	 */
	public boolean isEmpty() {
		return this.rounds == 0;
	}

	/**
	 * Write the median and, where there was more than one round, its bounds.
	 * @param format how a number is written
	 * @param unit what follows the median
	 * @return for instance {@code 0.84 × (0.81 – 0.86)}
	 */
	public String text(String format, String unit) {
		String text = String.format(Locale.ROOT, format, this.median) + unit;
		return (this.rounds == 1) ? text
				: text + String.format(Locale.ROOT, " (" + format + " – " + format + ")", this.low, this.high);
	}

}

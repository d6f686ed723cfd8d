package dev.mesh.benchmarks.figures;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * The figure in the middle, which one bad round does not move.
 */
public final class Median {

	private Median() {
	}

	/**
	 * Return the median of a figure.
	 * @param <T> what has the figure
	 * @param rounds those that have it, at least one
	 * @param figure the figure
	 * @return the one in the middle, between the two that are there if they are even in
	 * number
	 */
	public static <T> double of(Collection<T> rounds, ToDoubleFunction<? super T> figure) {
		double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
		if (sorted.length == 0) {
			throw new IllegalArgumentException("there is no median of nothing: measure at least once");
		}
		return ofSorted(sorted);
	}

	static double ofSorted(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 > 0) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}

package dev.mesh.benchmarks.size;

import java.util.List;

/**
 * What a cluster of one size has come to.
 *
 * @param nodes how many nodes
 * @param viewMillis from the start of the first to one view of all
 * @param settledMillis from there until every instance is ready and known to all
 * @param visibleMillis from each change of an entry until all others had it
 * @param bytesPerSecond what each node sends while nothing happens
 */
record SizeFigures(int nodes, double viewMillis, double settledMillis, List<Double> visibleMillis,
		double bytesPerSecond) {

	SizeFigures {
		visibleMillis = List.copyOf(visibleMillis);
	}

}

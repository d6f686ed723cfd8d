package dev.mesh.benchmarks.placement;

import java.util.List;

import dev.mesh.placement.solver.Solution.Cost;

/**
 * What an assignment is worth.
 *
 * @param violations the hard rules it breaks, in words; empty if it breaks none
 * @param missing how many instances are missing: below the fewest, the greatest priority
 * first, then below the wanted number likewise
 * @param priorities how many priorities there are
 * @param cost what it costs
 */
record Evaluation(List<String> violations, List<Integer> missing, int priorities, Cost cost) {

	Evaluation {
		violations = List.copyOf(violations);
		missing = List.copyOf(missing);
	}

	/** Tells whether every service has its fewest instances. */
	boolean fits() {
		return this.missing.subList(0, this.priorities).stream().allMatch((count) -> count == 0);
	}

	/**
	 * Compare by what is missing.
	 * @return below 0 if less is missing here, or what matters less
	 */
	int compareMissing(Evaluation other) {
		for (int index = 0; index < this.missing.size(); index++) {
			int order = Integer.compare(this.missing.get(index), other.missing.get(index));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

}

package dev.mesh.benchmarks.placement;

/**
 * One problem solved by both.
 *
 * @param name the problem
 * @param own what our solution is worth
 * @param repaired what the solver's quick answer is worth
 * @param millis how long our solver took
 * @param proven whether our solver says that what is missing cannot be avoided
 * @param reference what the reference's solution is worth
 * @param result what else the reference says
 */
record Comparison(String name, Evaluation own, Evaluation repaired, double millis, boolean proven,
		Evaluation reference, CpSatReference.Result result) {

	/** Tells whether both say the same about whether every service gets its fewest. */
	boolean sameVerdict() {
		return this.own.fits() == this.reference.fits();
	}

	/** Tells whether both miss the same, without which costs say nothing. */
	boolean isComparable() {
		return this.own.compareMissing(this.reference) == 0;
	}

	/** By how much our cost is above the reference's, in percent of it. */
	double gap() {
		return gap(this.own);
	}

	double repairGap() {
		return gap(this.repaired);
	}

	private double gap(Evaluation ours) {
		double theirs = this.reference.cost().total();
		return 100 * (ours.cost().total() - theirs) / Math.max(1e-6, theirs);
	}

	/** By how much the reference's own cost is above what is proven to be needed. */
	double openGap() {
		double theirs = this.reference.cost().total();
		return 100 * (theirs - this.result.bound()) / Math.max(1e-6, theirs);
	}

}

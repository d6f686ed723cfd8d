package dev.mesh.placement.solver;

/**
 * A cost or a change of it, term by term, in millionths.
 *
 * @param bias wishes not fulfilled
 * @param zones uneven zones
 * @param load full nodes
 * @param traffic calls over distance
 * @param moving instances taken from where they run
 */
record Terms(long bias, long zones, long load, long traffic, long moving) {

	long total() {
		return this.bias + this.zones + this.load + this.traffic + this.moving;
	}

	Terms plus(Terms other) {
		return new Terms(this.bias + other.bias, this.zones + other.zones, this.load + other.load,
				this.traffic + other.traffic, this.moving + other.moving);
	}

	Terms negated() {
		return new Terms(-this.bias, -this.zones, -this.load, -this.traffic, -this.moving);
	}

	Solution.Cost toCost() {
		return new Solution.Cost(FixedPoint.toDouble(this.bias), FixedPoint.toDouble(this.zones),
				FixedPoint.toDouble(this.load), FixedPoint.toDouble(this.traffic), FixedPoint.toDouble(this.moving));
	}

}

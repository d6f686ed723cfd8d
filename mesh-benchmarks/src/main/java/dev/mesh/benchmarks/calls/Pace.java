package dev.mesh.benchmarks.calls;

/**
 * How long everything takes.
 *
 * @param rounds rounds, with fresh JVMs in each
 * @param warmUpMillis load before the first cell, spread over all of them
 * @param leadMillis load before each cell, of its kind
 * @param cellMillis load that counts
 * @param floorMillis load of the floor that counts, beside each figure
 */
record Pace(int rounds, long warmUpMillis, long leadMillis, long cellMillis, long floorMillis) {

	/** Code compiled for one kind of load is compiled again for the next. */
	static final int WARM_UP_TURNS = 2;

	static final Pace FULL = new Pace(3, 30_000, 400, 1_500, 900);

	static final Pace QUICK = new Pace(2, 6_000, 150, 600, 300);

	Pace withRounds(int count) {
		return new Pace(count, this.warmUpMillis, this.leadMillis, this.cellMillis, this.floorMillis);
	}

}

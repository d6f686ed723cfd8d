package dev.mesh.benchmarks.calls;

/**
 * How long everything takes.
 *
 * @param rounds rounds, with fresh JVMs in each
 * @param warmUpMillis load before the first cell, spread over all of them
 * @param leadMillis load before each cell, of its kind
 * @param turns how often the floor and the contestant take turns for a figure
 * @param turnMillis load that counts in a turn, of either
 */
record Pace(int rounds, long warmUpMillis, long leadMillis, int turns, long turnMillis) {

	/** Code compiled for one kind of load is compiled again for the next. */
	static final int WARM_UP_TURNS = 2;

	static final Pace FULL = new Pace(3, 30_000, 400, 5, 300);

	/** What a JVM happens to compile, and how, lasts for a round. */
	static final Pace GOALS = FULL.withRounds(9);

	static final Pace QUICK = new Pace(2, 6_000, 150, 3, 150);

	/**
	 * One pause makes several calls slow at once: it takes many to tell how slow one in a
	 * thousand is.
	 */
	Pace forTails() {
		return new Pace(this.rounds, this.warmUpMillis, this.leadMillis, 4 * this.turns, this.turnMillis);
	}

	Pace withRounds(int count) {
		return new Pace(count, this.warmUpMillis, this.leadMillis, this.turns, this.turnMillis);
	}

}

package dev.mesh.placement.solver;

import java.util.SplittableRandom;

/**
 * Simulated annealing: random changes, of which those that cost more are made ever less
 * often. What is missing never gets worse. Ends at the best state that was seen.
 *
 * @see <a href="https://doi.org/10.1126/science.220.4598.671">Kirkpatrick, Gelatt,
 * Vecchi: Optimization by Simulated Annealing, 1983</a>
 */
final class Annealing {

	/** How often the temperature falls. */
	private static final int STAGES = 100;

	/**
	 * The first temperatures, run by run, in relation to what a change typically costs:
	 * low ones improve on what is there, high ones leave it behind. The highest move
	 * apart those who call each other the most, of whom a typical change moves none.
	 */
	private static final double[] HEAT = { 0.3, 30, 10 };

	/** The last temperature, likewise. */
	private static final double COLD = 0.002;

	private static final int SAMPLES = 200;

	/**
	 * {@code -ln(u)} for evenly spaced u: by how many temperatures a change may make
	 * things dearer. Tabled with {@link StrictMath}, which gives the same on every
	 * machine.
	 */
	private static final double[] TOLERANCE = new double[1024];
	static {
		for (int i = 0; i < TOLERANCE.length; i++) {
			TOLERANCE[i] = -StrictMath.log((i + 0.5) / TOLERANCE.length);
		}
	}

	private final State state;

	private final Moves moves;

	private final SplittableRandom random;

	private int[] leastMissing;

	private long leastCost;

	private int best;

	Annealing(State state, SplittableRandom random, int mostSwapped) {
		this.state = state;
		this.random = random;
		this.moves = new Moves(state, random, mostSwapped);
		this.leastMissing = state.missing();
	}

	/**
	 * Search.
	 * @param steps how many changes to try in each run
	 * @param runs how often to heat up again, from where the run before ended: it may
	 * have cooled down in the wrong valley
	 */
	void run(long steps, int runs) {
		if (!this.moves.arePossible() || steps <= 0) {
			return;
		}
		markBest();
		double typical = typicalCost();
		for (int run = 0; run < runs; run++) {
			cool(typical, HEAT[run % HEAT.length], steps);
		}
		this.state.rollback(this.best);
	}

	private void cool(double typical, double heat, long steps) {
		double temperature = typical * heat;
		double cooling = StrictMath.pow(COLD / heat, 1.0 / STAGES);
		for (int stage = 0; stage < STAGES; stage++) {
			for (long step = steps * stage / STAGES; step < steps * (stage + 1) / STAGES; step++) {
				step(temperature);
			}
			temperature *= cooling;
		}
	}

	private void step(double temperature) {
		long tolerated = (long) (temperature * TOLERANCE[this.random.nextInt(TOLERANCE.length)]);
		if (this.moves.tryOne(tolerated)) {
			int compared = this.state.compareMissing(this.leastMissing);
			if (compared < 0 || (compared == 0 && this.state.cost() < this.leastCost)) {
				markBest();
			}
		}
	}

	private void markBest() {
		this.leastMissing = this.state.missing();
		this.leastCost = this.state.cost();
		this.state.forget();
		this.best = this.state.mark();
	}

	/** What a random change costs or saves on average. */
	private double typicalCost() {
		long sum = 0;
		int made = 0;
		for (int i = 0; i < SAMPLES; i++) {
			long before = this.state.cost();
			int mark = this.state.mark();
			if (this.moves.tryOne(Long.MAX_VALUE / 4)) {
				sum += Math.abs(this.state.cost() - before);
				made++;
				this.state.rollback(mark);
			}
		}
		return (made == 0) ? 1 : Math.max(1, (double) sum / made);
	}

}

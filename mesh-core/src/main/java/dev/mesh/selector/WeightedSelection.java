package dev.mesh.selector;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks by weight: the weights lie one after the other on a circle, and the picks walk
 * around it evenly.
 */
final class WeightedSelection implements Selection {

	private static final double UNIT = 0x1.0p-53;

	private final double[] weights;

	private final double sum;

	private final EvenWalk walk = new EvenWalk();

	WeightedSelection(double[] weights) {
		this.weights = weights;
		double total = 0;
		for (double weight : weights) {
			total += weight;
		}
		this.sum = total;
	}

	@Override
	public int select(Choice choice) {
		double place = (this.walk.next() >>> 11) * UNIT;
		int picked = at(place * this.sum);
		return choice.isOpen(picked) ? picked : among(choice);
	}

	@Override
	public Opinion opinion(int index, Choice choice) {
		return new Opinion(this.weights[index] / this.sum, "weight " + this.weights[index] + " of " + this.sum);
	}

	private int at(double target) {
		double passed = 0;
		for (int i = 0; i < this.weights.length; i++) {
			passed += this.weights[i];
			if (target < passed) {
				return i;
			}
		}
		return this.weights.length - 1;
	}

	/** One pass, in which one that is open replaces the last by its part of the sum. */
	private int among(Choice choice) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int picked = NONE;
		double seen = 0;
		for (int i = 0; i < this.weights.length; i++) {
			if (choice.isOpen(i)) {
				seen += this.weights[i];
				if (random.nextDouble() * seen < this.weights[i]) {
					picked = i;
				}
			}
		}
		return picked;
	}

}

package dev.mesh.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws from chance, the same ones for the same seed. Not thread-safe.
 */
final class Draw {

	private final SplittableRandom random;

	Draw(long seed) {
		this.random = new SplittableRandom(seed);
	}

	boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	/** Returns a number from 0 to below the bound. */
	int below(int bound) {
		return this.random.nextInt(bound);
	}

	/** Returns a number with both ends included. */
	int between(int least, int most) {
		return this.random.nextInt(least, most + 1);
	}

	double exponential() {
		return -Math.log(1 - this.random.nextDouble());
	}

	long bits() {
		return this.random.nextLong();
	}

	<T> T of(List<T> list) {
		return list.get(below(list.size()));
	}

	/** Returns some of a list, each once, in random order. */
	<T> List<T> some(List<T> list, int count) {
		List<T> rest = new ArrayList<>(list);
		List<T> drawn = new ArrayList<>();
		while (drawn.size() < count && !rest.isEmpty()) {
			drawn.add(rest.remove(below(rest.size())));
		}
		return drawn;
	}

}

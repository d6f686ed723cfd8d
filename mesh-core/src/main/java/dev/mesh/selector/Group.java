package dev.mesh.selector;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some of the candidates, to draw from at random. Immutable.
 */
final class Group {

	/** Most draws hit: with half of the group closed, 15 of 16 do. */
	private static final int TRIES = 4;

	private final int[] indexes;

	private Group(int[] indexes) {
		this.indexes = indexes;
	}

	static Group all(Candidates candidates) {
		return where(candidates, (index) -> true);
	}

	static Group where(Candidates candidates, IntPredicate condition) {
		return new Group(IntStream.range(0, candidates.size()).filter(condition).toArray());
	}

	boolean has(int index) {
		return Arrays.binarySearch(this.indexes, index) >= 0;
	}

	boolean isEmpty() {
		return this.indexes.length == 0;
	}

	/**
	 * Draw one, whether it is open or not.
	 * @return its index
	 */
	int draw() {
		return this.indexes[ThreadLocalRandom.current().nextInt(this.indexes.length)];
	}

	/**
	 * Draw one that is open, each with the same chance.
	 * @param choice tells which are open
	 * @return its index, or {@link Selection#NONE} if there is none
	 */
	int drawOpen(Choice choice) {
		return drawOpen(choice, Selection.NONE);
	}

	/**
	 * Draw one that is open, other than one.
	 * @param choice tells which are open
	 * @param except the index that is not to be drawn
	 * @return its index, or {@link Selection#NONE} if there is none
	 */
	int drawOpen(Choice choice, int except) {
		if (this.indexes.length == 0) {
			return Selection.NONE;
		}
		for (int i = 0; i < TRIES; i++) {
			int drawn = draw();
			if (drawn != except && choice.isOpen(drawn)) {
				return drawn;
			}
		}
		return sample(choice, except);
	}

	/** One pass over all, in which the n-th that is open replaces the last by 1/n. */
	private int sample(Choice choice, int except) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int picked = Selection.NONE;
		int seen = 0;
		for (int index : this.indexes) {
			if (index != except && choice.isOpen(index)) {
				seen++;
				if (random.nextInt(seen) == 0) {
					picked = index;
				}
			}
		}
		return picked;
	}

}

package dev.mesh.selector;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A walk around a circle in steps of the golden ratio, which visits all parts of the
 * circle evenly from the first step on: where independent draws miss a part's share of
 * {@code n} by the order of {@code sqrt(n)}, this misses it by a few. It starts anywhere.
 * Safe for use by any thread.
 */
public final class EvenWalk {

	/** The golden ratio's fraction of 2 to the power of 64. */
	private static final long STEP = 0x9e3779b97f4a7c15L;

	private final AtomicLong place = new AtomicLong(ThreadLocalRandom.current().nextLong());

	/**
	 * Take a step.
	 * @return the place reached, an unsigned fraction of 2 to the power of 64
	 */
	public long next() {
		return this.place.getAndAdd(STEP);
	}

}

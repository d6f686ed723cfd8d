package dev.mesh.rpc.local;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A sum that many threads change at once without waiting for one another: each adds to a
 * stripe chosen by its id, and stripes lie two cache lines apart. Unlike
 * {@code LongAdder}, adding is one unconditional atomic instruction that is also a full
 * fence, which {@link InstanceGate} relies on. Safe for use by any thread.
 */
public final class StripedCounter {

	private static final int PADDING_SHIFT = 4;

	private static final int MAX_STRIPES = 64;

	private static final int MASK = stripes() - 1;

	private final AtomicLongArray cells = new AtomicLongArray((MASK + 1) << PADDING_SHIFT);

	private static int stripes() {
		int wanted = Math.min(Runtime.getRuntime().availableProcessors() * 4, MAX_STRIPES);
		return Integer.highestOneBit(wanted - 1) << 1;
	}

	/**
	 * Return the calling thread's stripe.
	 * @return the stripe
	 */
	public int stripe() {
		// Ids are given out one after the other, so the low bits alone spread well.
		return ((int) Thread.currentThread().getId() & MASK) << PADDING_SHIFT;
	}

	/**
	 * Add to a stripe.
	 * @param stripe the stripe
	 * @param delta what to add
	 */
	public void add(int stripe, int delta) {
		this.cells.getAndAdd(stripe, delta);
	}

	/**
	 * Return the value of one stripe.
	 * @param stripe the stripe
	 * @return the value
	 */
	public long get(int stripe) {
		return this.cells.get(stripe);
	}

	/**
	 * Return the sum, which is exact only while nobody adds.
	 * @return the sum
	 */
	public long sum() {
		long sum = 0;
		for (int i = 0; i < this.cells.length(); i += 1 << PADDING_SHIFT) {
			sum += this.cells.get(i);
		}
		return sum;
	}

}

package dev.mesh.rpc.traffic;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The calls of one method that stay on this node. The method counts them; of those that
 * {@linkplain Picks are picked}, it tells. Safe for use by any thread.
 */
public final class LocalTraffic {

	private final String service;

	private final LongSupplier count;

	private final Sampling sampling;

	private final LongSupplier nanoTime;

	private long counted;

	LocalTraffic(String service, LongSupplier count, LongConsumer mask, Callers callers, LongSupplier nanoTime) {
		this.service = service;
		this.count = count;
		this.nanoTime = nanoTime;
		this.sampling = new Sampling(callers, nanoTime.getAsLong(), mask);
	}

	/**
	 * A picked call is about to be made by the current thread.
	 */
	public void sample() {
		this.sampling.sample(this.nanoTime.getAsLong());
	}

	void take(double seconds, Tally tally) {
		long sum = this.count.getAsLong();
		double callsPerSecond = (sum - this.counted) / seconds;
		this.counted = sum;
		Shares shares = this.sampling.shares();
		shares.fold();
		this.sampling.adapt(callsPerSecond);
		if (callsPerSecond > 0) {
			tally.addLocal(this.service, callsPerSecond, shares);
		}
	}

}

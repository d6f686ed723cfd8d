package dev.mesh.rpc.traffic;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Samples one stream of calls: all of them while they are few, and of many one in so many
 * that it stays at {@value #PER_SECOND} a second. Safe for use by any thread.
 */
final class Sampling {

	static final int PER_SECOND = 20;

	private final Callers callers;

	private final Pace pace;

	private final LongConsumer mask;

	private final AtomicInteger bits = new AtomicInteger();

	private final Shares shares = new Shares();

	/**
	 * Begin to sample.
	 * @param callers finds who calls
	 * @param nanos the time
	 * @param mask told which calls to {@linkplain Picks pick}
	 */
	Sampling(Callers callers, long nanos, LongConsumer mask) {
		this.callers = callers;
		this.pace = new Pace(PER_SECOND, nanos);
		this.mask = mask;
		mask.accept(Picks.ALL);
	}

	/**
	 * Sample a picked call, on its caller's thread.
	 * @return where to note its size, or {@code null} if it was one too many
	 */
	@Nullable Share sample(long nanos) {
		if (this.pace.admit(nanos)) {
			Callers.Found caller = this.callers.find(nanos);
			if (caller != null) {
				return this.shares.sampled(caller);
			}
		}
		this.mask.accept(Picks.oneOfTwoTo(this.bits.incrementAndGet()));
		return null;
	}

	/**
	 * Set how many are picked by how many there are.
	 */
	void adapt(double callsPerSecond) {
		double tooMany = callsPerSecond / PER_SECOND;
		int enough = (tooMany > 1) ? Math.getExponent(tooMany) + 1 : 0;
		this.bits.set(enough);
		this.mask.accept(Picks.oneOfTwoTo(enough));
	}

	Shares shares() {
		return this.shares;
	}

}

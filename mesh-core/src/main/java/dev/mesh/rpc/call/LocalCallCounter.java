package dev.mesh.rpc.call;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.local.StripedCounter;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.traffic.LocalTraffic;
import dev.mesh.rpc.traffic.Picks;
import org.jspecify.annotations.Nullable;

/**
 * Counts the local calls of a method and says which take the long way: those that are
 * timed, and those whose caller is looked for.
 */
final class LocalCallCounter {

	private final StripedCounter counter = new StripedCounter();

	private final long timed;

	private final @Nullable LocalTraffic traffic;

	private volatile long sampled = Picks.NONE;

	/** What either of the two picks, so that most calls look at one mask only. */
	private volatile long picked;

	private LocalCallCounter(CallObserver observer, @Nullable CallTraffic traffic, CallPoint point) {
		this.timed = Picks.oneOf(observer.localCallSampling());
		this.picked = this.timed;
		observer.localCallCount(point, this.counter::sum);
		this.traffic = (traffic != null) ? traffic.local(point.service(), this.counter::sum, this::sample) : null;
	}

	/**
	 * Make the counter of a method.
	 * @param observer may want calls counted and timed
	 * @param traffic wants calls counted and sampled, if there is one
	 * @param point the method
	 * @return the counter, or {@code null} if nobody counts
	 */
	static @Nullable LocalCallCounter of(CallObserver observer, @Nullable CallTraffic traffic, CallPoint point) {
		boolean counts = traffic != null || observer.localCallSampling() > 0 || observer.countsLocalCalls();
		return counts ? new LocalCallCounter(observer, traffic, point) : null;
	}

	private void sample(long mask) {
		this.sampled = mask;
		this.picked = this.timed & mask;
	}

	void count() {
		this.counter.add(this.counter.stripe(), 1);
	}

	/**
	 * Tell whether the next call of this thread is to take the long way.
	 * @return whether it is timed or sampled
	 */
	boolean isPicked() {
		return Picks.picks(this.picked, next());
	}

	/**
	 * Tell whether the next call of this thread is one to time.
	 * @return whether to time it
	 */
	boolean isTimed() {
		return Picks.picks(this.timed, next());
	}

	/**
	 * Look for the caller if the next call of this thread is one to sample; by the thread
	 * that makes it.
	 */
	void sample() {
		if (this.traffic != null && Picks.picks(this.sampled, next())) {
			this.traffic.sample();
		}
	}

	private long next() {
		return this.counter.get(this.counter.stripe());
	}

}

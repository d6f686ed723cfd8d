package dev.mesh.rpc.call;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.local.StripedCounter;
import org.jspecify.annotations.Nullable;

/**
 * Counts the local calls of a method and says which are timed.
 */
final class LocalCallCounter {

	private final StripedCounter counter = new StripedCounter();

	/** All ones below the sampling rate; -1 matches no count. */
	private final long sampleMask;

	private LocalCallCounter(int sampling) {
		this.sampleMask = (sampling > 0) ? Long.highestOneBit(2L * sampling - 1) - 1 : -1;
	}

	/**
	 * Make the counter that an observer wants.
	 * @param observer the observer
	 * @param point the method
	 * @return the counter, or {@code null} if nobody counts
	 */
	static @Nullable LocalCallCounter of(CallObserver observer, CallPoint point) {
		int sampling = observer.localCallSampling();
		if (sampling == 0 && !observer.countsLocalCalls()) {
			return null;
		}
		LocalCallCounter counter = new LocalCallCounter(sampling);
		observer.localCallCount(point, counter.counter::sum);
		return counter;
	}

	void count() {
		this.counter.add(this.counter.stripe(), 1);
	}

	/**
	 * Tell whether the next call of this thread is one to time.
	 * @return whether to time it
	 */
	boolean isSampled() {
		return (this.counter.get(this.counter.stripe()) & this.sampleMask) == this.sampleMask;
	}

}

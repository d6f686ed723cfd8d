package dev.mesh.rpc.call;

import java.util.function.LongSupplier;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.local.LocalService;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.traffic.LocalTraffic;
import dev.mesh.rpc.traffic.Picks;
import org.jspecify.annotations.Nullable;

/**
 * Has the local calls of a method counted and says which take the long way: those that
 * are timed, and those whose caller is looked for.
 */
final class LocalCallCounter {

	/** What the gates of the service count the calls by. */
	private final int method;

	private final long timed;

	private final @Nullable LocalTraffic traffic;

	private volatile long sampled = Picks.NONE;

	/** What either of the two picks, so that most calls look at one mask only. */
	private volatile long picked;

	private LocalCallCounter(LocalService local, CallObserver observer, @Nullable CallTraffic traffic,
			CallPoint point) {
		this.method = local.numberMethod();
		this.timed = Picks.oneOf(observer.localCallSampling());
		this.picked = this.timed;
		LongSupplier count = () -> local.entered(this.method);
		observer.localCallCount(point, count);
		this.traffic = (traffic != null) ? traffic.local(point.service(), count, this::sample) : null;
	}

	/**
	 * Make the counter of a method.
	 * @param local has the instances, whose gates count
	 * @param observer may want calls counted and timed
	 * @param traffic wants calls counted and sampled, if there is one
	 * @param point the method
	 * @return the counter, or {@code null} if nobody counts
	 */
	static @Nullable LocalCallCounter of(LocalService local, CallObserver observer, @Nullable CallTraffic traffic,
			CallPoint point) {
		boolean counts = traffic != null || observer.localCallSampling() > 0 || observer.countsLocalCalls();
		return counts ? new LocalCallCounter(local, observer, traffic, point) : null;
	}

	private void sample(long mask) {
		this.sampled = mask;
		this.picked = this.timed & mask;
	}

	int method() {
		return this.method;
	}

	/**
	 * Tell whether the next call of this thread is to take the long way.
	 * @param instance where it goes
	 * @return whether it is timed or sampled
	 */
	boolean isPicked(LocalInstance instance) {
		return Picks.picks(this.picked, instance.nextCall(this.method));
	}

	/**
	 * Tell whether the call that this thread has just begun is one to time.
	 * @param instance what it entered
	 * @return whether to time it
	 */
	boolean isTimed(LocalInstance instance) {
		return Picks.picks(this.timed, begun(instance));
	}

	/**
	 * Look for the caller if the call that this thread has just begun is one to sample;
	 * by the thread that makes it.
	 * @param instance what it entered
	 */
	void sample(LocalInstance instance) {
		if (this.traffic != null && Picks.picks(this.sampled, begun(instance))) {
			this.traffic.sample();
		}
	}

	private long begun(LocalInstance instance) {
		return instance.nextCall(this.method) - 1;
	}

}

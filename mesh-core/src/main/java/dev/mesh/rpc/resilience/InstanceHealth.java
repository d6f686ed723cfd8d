package dev.mesh.rpc.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this node's calls to one instance have met lately. Safe for use by any thread; all
 * decisions are made by {@link Outliers}.
 */
public final class InstanceHealth {

	private final String node;

	private final long incarnation;

	private final AtomicInteger inFlight = new AtomicInteger();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final AtomicInteger slow = new AtomicInteger();

	private final AtomicInteger failedInARow = new AtomicInteger();

	private volatile Standing standing = Standing.SOUND;

	/** Of the last ejection; read only after {@link #standing}. */
	private volatile long ejectedUntilNanos;

	/** Ejections not yet made up for; guarded by the outliers' lock. */
	private int ejections;

	/** Guarded by the outliers' lock. */
	private long countedSinceNanos;

	InstanceHealth(String node, long incarnation, long nowNanos) {
		this.node = node;
		this.incarnation = incarnation;
		this.countedSinceNanos = nowNanos;
	}

	/**
	 * Return where the instance stands.
	 * @param nowNanos the time
	 * @return its standing
	 */
	public Standing standing(long nowNanos) {
		Standing current = this.standing;
		return (current == Standing.EJECTED && nowNanos - this.ejectedUntilNanos >= 0) ? Standing.ON_PROBATION
				: current;
	}

	/**
	 * Tell whether a call may go there. One on probation gets one call at a time.
	 * @param nowNanos the time
	 * @return whether it may
	 */
	public boolean admits(long nowNanos) {
		if (this.standing == Standing.SOUND) {
			return true;
		}
		return standing(nowNanos) == Standing.ON_PROBATION && this.inFlight.get() == 0;
	}

	/**
	 * Return how much longer it is left alone.
	 * @param nowNanos the time
	 * @return nanoseconds, 0 if it gets calls
	 */
	public long leftAloneNanos(long nowNanos) {
		return (standing(nowNanos) == Standing.EJECTED) ? this.ejectedUntilNanos - nowNanos : 0;
	}

	/**
	 * Return how many calls are under way.
	 * @return the number
	 */
	public int inFlight() {
		return this.inFlight.get();
	}

	/**
	 * Return how many calls in a row have got no answer.
	 * @return the number
	 */
	public int failuresInARow() {
		return this.failedInARow.get();
	}

	/**
	 * Note that a call is sent. Each is followed by one {@link #ended()}.
	 */
	public void begun() {
		this.inFlight.incrementAndGet();
	}

	/**
	 * Note that a call has ended, however.
	 */
	public void ended() {
		this.inFlight.decrementAndGet();
	}

	void good() {
		this.failedInARow.set(0);
		this.calls.incrementAndGet();
	}

	void slow() {
		this.failedInARow.set(0);
		this.slow.incrementAndGet();
		this.calls.incrementAndGet();
	}

	/** The service threw: an answer, and perhaps a bad one. */
	void threw() {
		this.failedInARow.set(0);
		this.failed.incrementAndGet();
		this.calls.incrementAndGet();
	}

	int failed() {
		this.failed.incrementAndGet();
		this.calls.incrementAndGet();
		return this.failedInARow.incrementAndGet();
	}

	/**
	 * Return what it is judged by at present.
	 * @return the calls since they were last counted anew
	 */
	public Tally tally() {
		return new Tally(this.calls.get(), this.failed.get(), this.slow.get());
	}

	long countedSinceNanos() {
		return this.countedSinceNanos;
	}

	void startCounting(long nowNanos) {
		this.calls.set(0);
		this.failed.set(0);
		this.slow.set(0);
		this.countedSinceNanos = nowNanos;
	}

	int eject(long untilNanos) {
		this.ejectedUntilNanos = untilNanos;
		this.standing = Standing.EJECTED;
		this.failedInARow.set(0);
		return ++this.ejections;
	}

	int ejections() {
		return this.ejections;
	}

	/** One good spell makes up for one ejection. */
	void proved() {
		this.standing = Standing.SOUND;
		this.ejections = Math.max(0, this.ejections - 1);
	}

	boolean isSound() {
		return this.standing == Standing.SOUND;
	}

	boolean is(long other) {
		return this.incarnation == other;
	}

	/**
	 * Return the node it runs on.
	 * @return the node's name
	 */
	public String node() {
		return this.node;
	}

	/**
	 * Where an instance stands with this node's callers.
	 */
	public enum Standing {

		/**
		 * It gets calls.
		 */
		SOUND,

		/**
		 * It gets none, unless there is no other.
		 */
		EJECTED,

		/**
		 * It gets one call at a time, to show what it does with it.
		 */
		ON_PROBATION

	}

	/**
	 * Calls that have ended.
	 *
	 * @param calls all of them
	 * @param failed those without an answer, or with an exception
	 * @param slow those whose answer came late
	 */
	public record Tally(int calls, int failed, int slow) {

		double badShare() {
			return (this.calls > 0) ? (double) (this.failed + this.slow) / this.calls : 0;
		}

		Tally plus(Tally other) {
			return new Tally(this.calls + other.calls, this.failed + other.failed, this.slow + other.slow);
		}

		Tally minus(Tally other) {
			return new Tally(this.calls - other.calls, this.failed - other.failed, this.slow - other.slow);
		}

	}

}

package dev.mesh.clock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): close to the
 * wall clock, yet a stamp drawn after another was seen is always greater than that one.
 * <p>
 * A stamp is one {@code long}: 48 bits of milliseconds, 16 bits of counter, compared
 * unsigned. The paper's counter has no bound; here its overflow carries into the
 * milliseconds, which keeps stamps growing and costs a lead of one millisecond over the
 * wall clock per 65 536 stamps. Wall clock steps back leave the clock where it is.
 * <p>
 * Lock-free and safe for use by any thread. With a {@link ClockCeiling} a thread may now
 * and then wait for a disk write.
 */
public final class HybridLogicalClock {

	/**
	 * How far ahead of the wall clock a remote stamp may be unless said otherwise: 500
	 * milliseconds.
	 */
	public static final Duration DEFAULT_MAX_DRIFT = Duration.ofMillis(500);

	private final AtomicLong last = new AtomicLong();

	private final LongAdder refused = new LongAdder();

	private final long node;

	private final InstantSource wall;

	private final long maxDriftMillis;

	private final @Nullable ClockCeiling ceiling;

	private volatile long refusedByMillis;

	/**
	 * Make a clock over the system's wall clock with the default drift.
	 * @param node breaks ties between nodes
	 */
	public HybridLogicalClock(long node) {
		this(node, InstantSource.system(), DEFAULT_MAX_DRIFT, null);
	}

	/**
	 * Make a clock.
	 * @param node breaks ties between nodes
	 * @param wall the wall clock
	 * @param maxDrift how far ahead of the wall clock a remote stamp may be, in whole
	 * milliseconds
	 * @param ceiling keeps the clock from going back over a restart; {@code null} for a
	 * clock that starts anew
	 */
	public HybridLogicalClock(long node, InstantSource wall, Duration maxDrift, @Nullable ClockCeiling ceiling) {
		if (maxDrift.isNegative()) {
			throw new IllegalArgumentException("max drift is " + maxDrift + ": use zero or more");
		}
		this.node = node;
		this.wall = wall;
		this.maxDriftMillis = maxDrift.toMillis();
		this.ceiling = ceiling;
		if (ceiling != null) {
			this.last.set(ceiling.floor());
		}
	}

	/**
	 * Draw a stamp, greater than every one drawn or accepted before.
	 * @return the packed stamp
	 * @throws java.io.UncheckedIOException if the ceiling is reached and cannot be raised
	 */
	public long now() {
		long physical = this.wall.millis() << HybridTimestamp.COUNTER_BITS;
		while (true) {
			long previous = this.last.get();
			long next = (Long.compareUnsigned(physical, previous) > 0) ? physical : previous + 1;
			reserve(next);
			if (this.last.compareAndSet(previous, next)) {
				return next;
			}
		}
	}

	/**
	 * Draw a stamp together with the node that drew it.
	 * @return the stamp
	 */
	public HybridTimestamp timestamp() {
		return new HybridTimestamp(now(), this.node);
	}

	/**
	 * Take note of a stamp from elsewhere: every stamp drawn from here on is greater. A
	 * stamp from beyond the allowed drift is refused and counted, and never moves the
	 * clock; what it came with is to be refused too.
	 * @param remote the packed stamp
	 * @return whether it was accepted
	 */
	public boolean observe(long remote) {
		long ahead = millis(remote) - this.wall.millis();
		if (ahead > this.maxDriftMillis) {
			this.refusedByMillis = ahead;
			this.refused.increment();
			return false;
		}
		if (this.refusedByMillis != 0) {
			this.refusedByMillis = 0;
		}
		// The receipt draws no stamp, so a stamp already passed costs no write at all.
		for (long known = this.last.get(); Long.compareUnsigned(remote, known) > 0; known = this.last.get()) {
			reserve(remote);
			if (this.last.compareAndSet(known, remote)) {
				break;
			}
		}
		return true;
	}

	private void reserve(long stamp) {
		if (this.ceiling != null) {
			this.ceiling.reserve(stamp);
		}
	}

	/**
	 * Return the greatest stamp drawn or accepted so far, without drawing one.
	 * @return the packed stamp
	 */
	public long last() {
		return this.last.get();
	}

	/**
	 * Return how many remote stamps were refused since the clock was made.
	 * @return the number
	 */
	public long refused() {
		return this.refused.sum();
	}

	/**
	 * Return how far the wall clock is behind: behind this clock, or behind the last
	 * remote stamp where that was refused. Zero if it is not.
	 * @return the skew, in whole milliseconds
	 */
	public Duration skew() {
		long ahead = millis(this.last.get()) - this.wall.millis();
		return Duration.ofMillis(Math.max(0, Math.max(ahead, this.refusedByMillis)));
	}

	private static long millis(long stamp) {
		return stamp >>> HybridTimestamp.COUNTER_BITS;
	}

}

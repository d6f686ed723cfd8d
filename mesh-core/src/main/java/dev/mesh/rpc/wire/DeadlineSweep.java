package dev.mesh.rpc.wire;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * One timer for all deadlines of a connection. It is set to the earliest deadline seen
 * and is not touched when calls end, which is what nearly all do long before: only when
 * it fires are the calls still there looked at, at most once per {@value #MIN_MILLIS} ms.
 * For its event loop only.
 */
final class DeadlineSweep {

	private static final int MIN_MILLIS = 5;

	private final EventLoop loop;

	private final LongUnaryOperator expire;

	private @Nullable ScheduledFuture<?> timer;

	private long dueNanos;

	/**
	 * Make a sweep.
	 * @param loop the loop to run on
	 * @param expire ends the calls whose deadline is past at the given time; returns the
	 * nanoseconds to the next deadline or {@link Long#MAX_VALUE} for none
	 */
	DeadlineSweep(EventLoop loop, LongUnaryOperator expire) {
		this.loop = loop;
		this.expire = expire;
	}

	void watch(long deadlineNanos) {
		if (this.timer == null || deadlineNanos - this.dueNanos < 0) {
			stop();
			schedule(deadlineNanos, System.nanoTime());
		}
	}

	private void schedule(long deadlineNanos, long now) {
		this.dueNanos = deadlineNanos;
		this.timer = this.loop.schedule(this::sweep, Math.max(0, deadlineNanos - now), TimeUnit.NANOSECONDS);
	}

	private void sweep() {
		this.timer = null;
		long now = System.nanoTime();
		long next = this.expire.applyAsLong(now);
		if (next != Long.MAX_VALUE) {
			schedule(now + Math.max(next, TimeUnit.MILLISECONDS.toNanos(MIN_MILLIS)), now);
		}
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

}

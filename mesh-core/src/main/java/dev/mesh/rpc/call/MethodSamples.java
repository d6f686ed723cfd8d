package dev.mesh.rpc.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.explain.CallSample;
import dev.mesh.rpc.explain.CallSample.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some of the calls of one method that failed or were slow. Whether a call is kept
 * is decided when it has ended: until then it pays nothing for it. Safe for use by any
 * thread.
 */
final class MethodSamples {

	private static final Logger logger = LoggerFactory.getLogger(MethodSamples.class);

	/** How many times as long as 19 of 20 others a slow call takes. */
	private static final int SLOW_FACTOR = 3;

	/** What takes less is not worth a look, however fast the others are. */
	private static final long LEAST_SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final MethodCall method;

	private final @Nullable Duration stated;

	private final SampleRing failed = new SampleRing();

	private final SampleRing slow = new SampleRing();

	MethodSamples(MethodCall method) {
		this.method = method;
		this.stated = method.route().guard().configured().slow();
	}

	/**
	 * Look at a call that has ended. That the service threw is an answer and no failure;
	 * what runs on this node without having waited is not timed here.
	 * @param call the call
	 * @param outcome how it ended
	 * @param thrown what its caller is thrown, if anything
	 * @param last what it waited for last, if that was answers
	 */
	void ended(OutboundCall call, CallOutcome outcome, @Nullable Throwable thrown, @Nullable Flight last) {
		boolean hasFailed = outcome == CallOutcome.NOT_EXECUTED || outcome == CallOutcome.OUTCOME_UNKNOWN;
		CallTrail trail = call.tried().trail();
		if (!hasFailed && trail == null && last == null) {
			return;
		}
		long now = System.nanoTime();
		long began = (trail != null) ? trail.beganNanos() : (last != null) ? last.sentNanos() : now;
		if (hasFailed) {
			keep(this.failed, new EndedCall(call, outcome, thrown, last, began, now), Kind.FAILED);
		}
		else if (now - began >= slowNanos()) {
			keep(this.slow, new EndedCall(call, outcome, thrown, last, began, now), Kind.SLOW);
		}
	}

	/** A sample that cannot be taken, by a selector that fails, is no reason to fail. */
	private void keep(SampleRing ring, EndedCall ended, Kind kind) {
		try {
			ring.offer(ended.nowNanos(), () -> ended.sample(kind));
		}
		catch (RuntimeException ex) {
			logger.debug("A call of '{}' could not be kept as a sample", this.method, ex);
		}
	}

	/**
	 * Return from when on a call is slow: as configured; else three times what 19 of 20
	 * take, and half of the timeout at the latest.
	 * @return nanoseconds
	 */
	long slowNanos() {
		if (this.stated != null) {
			return this.stated.toNanos();
		}
		long half = this.method.timeoutNanos() / 2;
		long late = this.method.latency().p95Nanos();
		return (late > 0) ? Math.min(half, Math.max(LEAST_SLOW_NANOS, SLOW_FACTOR * late)) : half;
	}

	/**
	 * Return what is kept.
	 * @return the samples, in no order
	 */
	List<CallSample> samples() {
		List<CallSample> samples = new ArrayList<>(this.failed.samples());
		samples.addAll(this.slow.samples());
		return samples;
	}

}

package dev.mesh.rpc.call;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that may be joined by a second, to the first answer. An attempt that fails
 * ends the race only if no other is still running. The second is launched when the first
 * is late, by whoever carries on the call: what happens meanwhile waits until the launch
 * is done, so that the call is carried on by one thread at a time.
 */
final class Race extends Flight {

	private final OutboundCall call;

	private final long deadlineNanos;

	private final long hedgeAtNanos;

	/** Guarded by this. */
	private @Nullable Attempt first;

	/** Guarded by this. */
	private @Nullable Attempt second;

	/** Guarded by this. */
	private int running;

	/** Guarded by this. */
	private boolean launching;

	/** Guarded by this. */
	private @Nullable Attempt answered;

	private volatile boolean hedgeable = true;

	private volatile @Nullable Future<?> timer;

	/**
	 * Make a race.
	 * @param call the call
	 * @param deadlineNanos when the caller stops waiting
	 * @param hedgeAtNanos when the first attempt is late; before the deadline
	 */
	Race(OutboundCall call, long deadlineNanos, long hedgeAtNanos) {
		this.call = call;
		this.deadlineNanos = deadlineNanos;
		this.hedgeAtNanos = hedgeAtNanos;
	}

	/**
	 * Take in an attempt that is about to be sent.
	 * @param attempt the attempt
	 */
	synchronized void enter(Attempt attempt) {
		if (this.first == null) {
			this.first = attempt;
		}
		else {
			this.second = attempt;
		}
		this.running++;
	}

	/**
	 * Take note that an attempt has ended; once for each, unless it was abandoned.
	 * @param attempt the attempt
	 */
	void ended(Attempt attempt) {
		boolean lost = false;
		boolean decided;
		synchronized (this) {
			this.running--;
			if (attempt.isAnswer()) {
				lost = this.answered != null;
				this.answered = lost ? this.answered : attempt;
			}
			decided = isDecided();
		}
		if (lost || (decided && !decide() && attempt.isAnswer())) {
			attempt.discardAnswer();
		}
	}

	private boolean isDecided() {
		return !this.launching && (this.answered != null || this.running == 0);
	}

	private boolean decide() {
		if (!settle()) {
			return false;
		}
		abandonAttempts();
		this.call.resume();
		return true;
	}

	private void abandonAttempts() {
		Future<?> waiting = this.timer;
		if (waiting != null) {
			waiting.cancel(false);
		}
		Attempt one;
		Attempt other;
		synchronized (this) {
			one = this.first;
			other = this.second;
		}
		if (one != null) {
			one.abandon();
		}
		if (other != null) {
			other.abandon();
		}
	}

	@Override
	boolean abandon() {
		if (!settle()) {
			return false;
		}
		abandonAttempts();
		return true;
	}

	@Override
	void expire() {
		if (System.nanoTime() - this.deadlineNanos >= 0) {
			if (settle()) {
				attempts().forEach(Attempt::lapse);
				this.call.resume();
			}
		}
		else if (beginLaunch()) {
			launch();
		}
	}

	private synchronized boolean beginLaunch() {
		boolean begins = this.hedgeable && !isSettled() && !isDecided();
		this.hedgeable = false;
		this.launching = begins;
		return begins;
	}

	private void launch() {
		try {
			this.call.hedge(this);
		}
		finally {
			endLaunch();
		}
	}

	private void endLaunch() {
		boolean decided;
		Attempt early;
		synchronized (this) {
			this.launching = false;
			decided = isDecided();
			early = this.answered;
		}
		if (isSettled()) {
			// The caller gave up meanwhile.
			abandonAttempts();
			discard(early);
		}
		else if (decided && !decide()) {
			discard(early);
		}
	}

	private static void discard(@Nullable Attempt attempt) {
		if (attempt != null) {
			attempt.discardAnswer();
		}
	}

	@Override
	long expiryNanos() {
		return this.hedgeable ? this.hedgeAtNanos : lapseNanos(this.deadlineNanos);
	}

	/**
	 * Tell whether there may be a second attempt yet.
	 * @return whether {@link #expiryNanos()} is the time to launch it
	 */
	boolean isHedgeable() {
		return this.hedgeable && !isSettled();
	}

	/**
	 * Keep what expires this race, to be cancelled when it is not needed any more.
	 * @param waiting the timer
	 */
	void expiredBy(Future<?> waiting) {
		this.timer = waiting;
		if (isSettled()) {
			waiting.cancel(false);
		}
	}

	@Override
	long sentNanos() {
		return entered().sentNanos();
	}

	/**
	 * Return the first attempt.
	 */
	synchronized Attempt entered() {
		return Objects.requireNonNull(this.first, "nobody has entered the race");
	}

	@Override
	synchronized List<Attempt> attempts() {
		return Stream.of(this.first, this.second).flatMap(Stream::ofNullable).toList();
	}

	/**
	 * Tell whether the second attempt was answered, and before the first.
	 */
	@SuppressWarnings("ReferenceEquality") // which of two objects it is
	synchronized boolean isWonBySecond() {
		return this.answered != null && this.answered == this.second;
	}

	@Override
	synchronized @Nullable Attempt answered() {
		return this.answered;
	}

}

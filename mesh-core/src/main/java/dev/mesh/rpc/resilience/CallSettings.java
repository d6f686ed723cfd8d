package dev.mesh.rpc.resilience;

import java.time.Duration;

import dev.mesh.rpc.CallPriority;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of how a method is called; {@code null} where nothing is said.
 *
 * @param timeout the longest a call may take, retries included
 * @param idempotent whether it may be run twice
 * @param maxAttempts the most times a call is sent
 * @param hedged whether a call that is late is sent to a second instance
 * @param priority who goes first where the callee cannot serve all
 */
public record CallSettings(@Nullable Duration timeout, @Nullable Boolean idempotent, @Nullable Integer maxAttempts,
		@Nullable Boolean hedged, @Nullable CallPriority priority) {

	/**
	 * Nothing is said.
	 */
	public static final CallSettings NONE = new CallSettings(null, null, null, null, null);

	public CallSettings {
		if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
			throw new IllegalArgumentException("'timeout' is " + timeout + ": use a time above zero");
		}
		if (maxAttempts != null && maxAttempts < 1) {
			throw new IllegalArgumentException("'max-attempts' is " + maxAttempts + ": use 1 or more");
		}
	}

	/**
	 * Fill what is not said.
	 * @param other says it
	 * @return this, and the other where this says nothing
	 */
	public CallSettings or(CallSettings other) {
		return new CallSettings((this.timeout != null) ? this.timeout : other.timeout,
				(this.idempotent != null) ? this.idempotent : other.idempotent,
				(this.maxAttempts != null) ? this.maxAttempts : other.maxAttempts,
				(this.hedged != null) ? this.hedged : other.hedged,
				(this.priority != null) ? this.priority : other.priority);
	}

}

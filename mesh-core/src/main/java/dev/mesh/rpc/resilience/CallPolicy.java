package dev.mesh.rpc.resilience;

import java.time.Duration;
import java.util.Objects;

import dev.mesh.rpc.CallPriority;

/**
 * How the calls of one method are made.
 *
 * @param timeout the longest a call may take, retries included
 * @param idempotent whether it may be run twice
 * @param maxAttempts the most times a call is sent
 * @param maxUnknown the most times a call is sent whose outcomes stay unknown
 * @param hedged whether a call that is late is sent to a second instance
 * @param priority who goes first where the callee cannot serve all
 */
public record CallPolicy(Duration timeout, boolean idempotent, int maxAttempts, int maxUnknown, boolean hedged,
		CallPriority priority) {

	/** For calls that are refused without having run: deadline and budget end them. */
	private static final int MAX_ATTEMPTS = 100;

	private static final int MAX_UNKNOWN = 3;

	/**
	 * Complete what is said.
	 * @param settings what is said
	 * @param timeout the timeout where none is said
	 * @return the policy
	 */
	public static CallPolicy of(CallSettings settings, Duration timeout) {
		int attempts = Objects.requireNonNullElse(settings.maxAttempts(), MAX_ATTEMPTS);
		boolean idempotent = Boolean.TRUE.equals(settings.idempotent());
		return new CallPolicy(Objects.requireNonNullElse(settings.timeout(), timeout), idempotent,
				Math.min(attempts, MAX_ATTEMPTS),
				Math.min(Objects.requireNonNullElse(settings.maxAttempts(), MAX_UNKNOWN), MAX_ATTEMPTS),
				idempotent && Boolean.TRUE.equals(settings.hedged()),
				Objects.requireNonNullElse(settings.priority(), CallPriority.NORMAL));
	}

}

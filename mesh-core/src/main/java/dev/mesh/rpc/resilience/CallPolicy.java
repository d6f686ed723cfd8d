package dev.mesh.rpc.resilience;

import java.time.Duration;
import java.util.Objects;

import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallPriority;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of one method are made.
 *
 * @param timeout the longest a call may take, retries included
 * @param idempotent whether it may be run twice
 * @param maxAttempts the most times a call is sent
 * @param maxUnknown the most times a call is sent whose outcomes stay unknown
 * @param hedged whether a call that is late is sent to a second instance
 * @param priority who goes first where the callee cannot serve all, or {@code null} for
 * the priority of the call being served
 */
public record CallPolicy(Duration timeout, boolean idempotent, int maxAttempts, int maxUnknown, boolean hedged,
		@Nullable CallPriority priority) {

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
				idempotent && Boolean.TRUE.equals(settings.hedged()), settings.priority());
	}

	/**
	 * Return the priority of a call that the current thread makes: what is said of it,
	 * else that of the call being served. So what is done for a call that can wait does
	 * not go before what others wait for.
	 * @return the priority
	 */
	public CallPriority priorityNow() {
		if (this.priority != null) {
			return this.priority;
		}
		CallContext served = CallContext.current();
		return (served != null) ? served.priority() : CallPriority.NORMAL;
	}

}

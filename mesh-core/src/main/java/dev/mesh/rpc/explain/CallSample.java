package dev.mesh.rpc.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import org.jspecify.annotations.Nullable;

/**
 * One call of this node that failed or was slow. Immutable.
 *
 * @param at when it ended
 * @param kind why it was kept
 * @param point what was called
 * @param outcome how it ended
 * @param error the class of what the caller was thrown, or {@code null}
 * @param message what Mesh said of it; empty where the service answered
 * @param took how long it took from its first attempt or wait on
 * @param left how much of its time was left when it ended, zero if nothing
 * @param slowFrom what was slow for such a call then
 * @param version the canonical version that it went to, or {@code null}
 * @param keyHash the hash of its key in hexadecimal digits, or {@code null} without one
 * @param baggage the names of the baggage that it carried
 * @param attempts the last times that it was tried, 16 at most
 * @param tried how often it was tried in all
 * @param waited how long it waited for an instance to become ready, or before it was sent
 * again
 * @param retries how many calls to the service could have been sent again at its end
 * @param instances the instances as they stood at its end
 */
public record CallSample(Instant at, Kind kind, CallPoint point, CallOutcome outcome, @Nullable String error,
		String message, Duration took, Duration left, Duration slowFrom, @Nullable String version,
		@Nullable String keyHash, Set<String> baggage, List<AttemptSample> attempts, int tried, Duration waited,
		double retries, List<Consideration> instances) {

	public CallSample {
		baggage = Set.copyOf(baggage);
		attempts = List.copyOf(attempts);
		instances = List.copyOf(instances);
	}

	/**
	 * Why a call was kept.
	 */
	public enum Kind {

		/**
		 * It was not executed, or nobody knows.
		 */
		FAILED,

		/**
		 * It took unusually long.
		 */
		SLOW

	}

}

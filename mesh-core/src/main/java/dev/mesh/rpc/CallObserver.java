package dev.mesh.rpc;

import java.util.Map;
import java.util.function.LongSupplier;

import dev.mesh.cluster.Node;
import org.jspecify.annotations.Nullable;

/**
 * Told of calls, for metrics and traces. Called on the threads that make and serve calls:
 * it must be fast, safe for use by any thread and throw nothing.
 */
public interface CallObserver {

	/**
	 * Observes nothing; calls then carry no trace of observation.
	 */
	CallObserver NONE = new CallObserver() {
	};

	/**
	 * A call to another node begins; on the caller's thread.
	 * @param point what is called
	 * @return follows the call, or {@code null} to ignore it
	 */
	default @Nullable Observation clientCall(CallPoint point) {
		return null;
	}

	/**
	 * A call from another node is about to reach the service; on the thread that will
	 * serve it.
	 * @param point what is called
	 * @param caller who calls
	 * @return follows the call, or {@code null} to ignore it
	 */
	default @Nullable Observation serverCall(CallPoint point, Node caller) {
		return null;
	}

	/**
	 * A call from another node is about to reach the service, with what the observation
	 * there had it carry.
	 * @param point what is called
	 * @param caller who calls
	 * @param carried what travelled with the request, as {@link Observation#carried()}
	 * gave it there
	 * @return follows the call, or {@code null} to ignore it
	 */
	default @Nullable Observation serverCall(CallPoint point, Node caller, Map<String, String> carried) {
		return serverCall(point, caller);
	}

	/**
	 * A local call that was chosen for timing begins; on the caller's thread.
	 * @param point what is called
	 * @return follows the call, or {@code null} to ignore it
	 */
	default @Nullable Observation localCall(CallPoint point) {
		return null;
	}

	/**
	 * Return how many local calls one is timed of: 1 for all, 0 for none; rounded up to a
	 * power of two. Asked once, at start-up.
	 * @return the number
	 */
	default int localCallSampling() {
		return 0;
	}

	/**
	 * Return whether local calls are counted. Asked once, at start-up.
	 * @return whether to count
	 */
	default boolean countsLocalCalls() {
		return false;
	}

	/**
	 * Take the counter of a method's local calls; at start-up.
	 * @param point what is called
	 * @param count returns the calls begun since start-up, for as long as the node lives
	 */
	default void localCallCount(CallPoint point, LongSupplier count) {
	}

	/**
	 * Something was done to a call, or to an instance; on any thread.
	 * @param point what is called; the method is empty where a whole service is meant
	 * @param event what was done
	 */
	default void noted(CallPoint point, CallEvent event) {
	}

	/**
	 * Follows one call.
	 */
	interface Observation {

		/**
		 * The call is sent to a node; once per attempt, on any thread.
		 * @param target the node
		 */
		default void attempt(Node target) {
		}

		/**
		 * Return what is to travel with the request, such as a trace context; asked when
		 * it is sent, on any thread. What is beyond the bounds of {@link Baggage} is left
		 * out.
		 * @return values by name
		 */
		default Map<String, String> carried() {
			return Map.of();
		}

		/**
		 * The service is entered on the current thread.
		 * @return closed by the same thread when the service returns
		 */
		default CallContext.Scope open() {
			return () -> {
			};
		}

		/**
		 * The call has ended; once, on any thread.
		 * @param outcome how
		 * @param error what the caller sees thrown, if anything
		 */
		void stop(CallOutcome outcome, @Nullable Throwable error);

	}

}

package dev.mesh.spring.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import org.jspecify.annotations.Nullable;

/**
 * Tells several observers of each call.
 */
final class CompositeCallObserver implements CallObserver {

	/** An array, as it is gone through with each call. */
	private final CallObserver[] observers;

	private CompositeCallObserver(List<CallObserver> observers) {
		this.observers = observers.toArray(CallObserver[]::new);
	}

	static CallObserver of(List<CallObserver> observers) {
		return switch (observers.size()) {
			case 0 -> CallObserver.NONE;
			case 1 -> observers.get(0);
			default -> new CompositeCallObserver(observers);
		};
	}

	@Override
	public @Nullable Observation clientCall(CallPoint point) {
		Observation all = null;
		for (CallObserver observer : this.observers) {
			all = both(all, observer.clientCall(point));
		}
		return all;
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller) {
		return serverCall(point, caller, Map.of());
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller, Map<String, String> carried) {
		Observation all = null;
		for (CallObserver observer : this.observers) {
			all = both(all, observer.serverCall(point, caller, carried));
		}
		return all;
	}

	@Override
	public @Nullable Observation localCall(CallPoint point) {
		Observation all = null;
		for (CallObserver observer : this.observers) {
			all = both(all, observer.localCall(point));
		}
		return all;
	}

	private static @Nullable Observation both(@Nullable Observation first, @Nullable Observation second) {
		if (first == null || second == null) {
			return (first != null) ? first : second;
		}
		return new Both(first, second);
	}

	/**
	 * The most frequent of the samplings, so that no observer gets less than it asks for.
	 */
	@Override
	public int localCallSampling() {
		return Arrays.stream(this.observers)
			.mapToInt(CallObserver::localCallSampling)
			.filter((sampling) -> sampling > 0)
			.min()
			.orElse(0);
	}

	@Override
	public boolean countsLocalCalls() {
		return Arrays.stream(this.observers).anyMatch(CallObserver::countsLocalCalls);
	}

	@Override
	public void localCallCount(CallPoint point, LongSupplier count) {
		for (CallObserver observer : this.observers) {
			observer.localCallCount(point, count);
		}
	}

	@Override
	public void noted(CallPoint point, CallEvent event) {
		for (CallObserver observer : this.observers) {
			observer.noted(point, event);
		}
	}

	/**
	 * Follows one call for two observers; what began last ends first.
	 */
	private record Both(Observation first, Observation second) implements Observation {

		@Override
		public void attempt(Node target) {
			this.first.attempt(target);
			this.second.attempt(target);
		}

		@Override
		public Map<String, String> carried() {
			Map<String, String> carried = new HashMap<>(this.first.carried());
			carried.putAll(this.second.carried());
			return carried;
		}

		@Override
		public CallContext.Scope open() {
			CallContext.Scope outer = this.first.open();
			CallContext.Scope inner = this.second.open();
			return () -> {
				inner.close();
				outer.close();
			};
		}

		@Override
		public void stop(CallOutcome outcome, @Nullable Throwable error) {
			this.second.stop(outcome, error);
			this.first.stop(outcome, error);
		}

	}

}

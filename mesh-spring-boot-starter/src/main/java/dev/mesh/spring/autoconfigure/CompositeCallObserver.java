package dev.mesh.spring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

	private final List<CallObserver> observers;

	private CompositeCallObserver(List<CallObserver> observers) {
		this.observers = observers;
	}

	static CallObserver of(List<CallObserver> observers) {
		return switch (observers.size()) {
			case 0 -> CallObserver.NONE;
			case 1 -> observers.get(0);
			default -> new CompositeCallObserver(List.copyOf(observers));
		};
	}

	@Override
	public @Nullable Observation clientCall(CallPoint point) {
		return all((observer) -> observer.clientCall(point));
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller) {
		return all((observer) -> observer.serverCall(point, caller));
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller, Map<String, String> carried) {
		return all((observer) -> observer.serverCall(point, caller, carried));
	}

	@Override
	public @Nullable Observation localCall(CallPoint point) {
		return all((observer) -> observer.localCall(point));
	}

	/**
	 * The most frequent of the samplings, so that no observer gets less than it asks for.
	 */
	@Override
	public int localCallSampling() {
		return this.observers.stream()
			.mapToInt(CallObserver::localCallSampling)
			.filter((sampling) -> sampling > 0)
			.min()
			.orElse(0);
	}

	@Override
	public boolean countsLocalCalls() {
		return this.observers.stream().anyMatch(CallObserver::countsLocalCalls);
	}

	@Override
	public void localCallCount(CallPoint point, LongSupplier count) {
		this.observers.forEach((observer) -> observer.localCallCount(point, count));
	}

	@Override
	public void noted(CallPoint point, CallEvent event) {
		this.observers.forEach((observer) -> observer.noted(point, event));
	}

	private @Nullable Observation all(Function<CallObserver, @Nullable Observation> begin) {
		List<Observation> observations = this.observers.stream().map(begin).filter(Objects::nonNull).toList();
		return switch (observations.size()) {
			case 0 -> null;
			case 1 -> observations.get(0);
			default -> new CompositeObservation(observations);
		};
	}

	/**
	 * Follows one call for several observers; what began last ends first.
	 */
	private record CompositeObservation(List<Observation> observations) implements Observation {

		@Override
		public void attempt(Node target) {
			this.observations.forEach((observation) -> observation.attempt(target));
		}

		@Override
		public Map<String, String> carried() {
			Map<String, String> carried = new HashMap<>();
			this.observations.forEach((observation) -> carried.putAll(observation.carried()));
			return carried;
		}

		@Override
		public CallContext.Scope open() {
			List<CallContext.Scope> scopes = this.observations.stream().map(Observation::open).toList();
			return () -> {
				for (int i = scopes.size() - 1; i >= 0; i--) {
					scopes.get(i).close();
				}
			};
		}

		@Override
		public void stop(CallOutcome outcome, @Nullable Throwable error) {
			for (int i = this.observations.size() - 1; i >= 0; i--) {
				this.observations.get(i).stop(outcome, error);
			}
		}

	}

}

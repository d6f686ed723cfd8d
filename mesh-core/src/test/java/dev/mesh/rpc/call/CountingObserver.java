package dev.mesh.rpc.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import org.jspecify.annotations.Nullable;

/**
 * Counts and notes all calls, and times one local call of 1,024.
 */
final class CountingObserver implements CallObserver {

	final Map<String, LongSupplier> localCounts = new ConcurrentHashMap<>();

	final List<String> ended = new CopyOnWriteArrayList<>();

	private final Map<CallEvent, LongAdder> events = new ConcurrentHashMap<>();

	long events(CallEvent event) {
		LongAdder count = this.events.get(event);
		return (count != null) ? count.sum() : 0;
	}

	@Override
	public void noted(CallPoint point, CallEvent event) {
		this.events.computeIfAbsent(event, (key) -> new LongAdder()).increment();
	}

	@Override
	public Observation clientCall(CallPoint point) {
		return note("client " + point.method());
	}

	@Override
	public Observation serverCall(CallPoint point, Node caller) {
		return note("server " + point.method());
	}

	@Override
	public Observation localCall(CallPoint point) {
		return note("local " + point.method());
	}

	@Override
	public int localCallSampling() {
		return 1000;
	}

	@Override
	public boolean countsLocalCalls() {
		return true;
	}

	@Override
	public void localCallCount(CallPoint point, LongSupplier count) {
		this.localCounts.put(point.method(), count);
	}

	private Observation note(String what) {
		return new Observation() {
			@Override
			public void stop(CallOutcome outcome, @Nullable Throwable error) {
				CountingObserver.this.ended.add(what + " " + outcome);
			}
		};
	}

}

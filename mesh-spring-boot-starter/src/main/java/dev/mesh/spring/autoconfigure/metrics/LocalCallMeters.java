package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.LocalCallKeyNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts local calls. The calls count themselves: the meter only reads, so it costs them
 * nothing. Counters come when the node is made and registries when they like, so each
 * side is told of the other. Overloads of a method share its tags; Micrometer keeps one
 * meter for them, so their counts are summed.
 */
final class LocalCallMeters implements CallObserver, MeterBinder {

	private final List<MethodCount> counts = new CopyOnWriteArrayList<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public boolean countsLocalCalls() {
		return true;
	}

	@Override
	public synchronized void localCallCount(CallPoint point, LongSupplier count) {
		for (MethodCount known : this.counts) {
			if (known.point().equals(point)) {
				known.overloads().add(count);
				return;
			}
		}
		MethodCount added = new MethodCount(point, new CopyOnWriteArrayList<>(List.of(count)));
		this.counts.add(added);
		this.registries.forEach((registry) -> register(added, registry));
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.counts.forEach((count) -> register(count, registry));
	}

	private static void register(MethodCount count, MeterRegistry registry) {
		FunctionCounter.builder(MeshMeterDocumentation.LOCAL_CALLS.getName(), count, MethodCount::sum)
			.description("Calls to services on the same node")
			.tag(LocalCallKeyNames.SERVICE.asString(), count.point().service())
			.tag(LocalCallKeyNames.METHOD.asString(), count.point().method())
			.register(registry);
	}

	/**
	 * The calls of one method.
	 */
	private record MethodCount(CallPoint point, List<LongSupplier> overloads) {

		private double sum() {
			return this.overloads.stream().mapToLong(LongSupplier::getAsLong).sum();
		}

	}

}

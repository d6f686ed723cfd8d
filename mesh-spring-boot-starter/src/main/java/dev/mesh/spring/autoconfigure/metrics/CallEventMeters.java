package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import dev.mesh.rpc.CallEvent;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.autoconfigure.metrics.MeshMeterDocumentation.CallEventKeyNames;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts what is done to calls beside calling. A series comes into being with the first
 * event; registries come when they like, so each side is told of the other.
 */
final class CallEventMeters implements CallObserver, MeterBinder {

	/** Bounded by the methods that are called. */
	private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void noted(CallPoint point, CallEvent event) {
		Series series = new Series(point.service(), point.method(), event);
		LongAdder count = this.counts.get(series);
		((count != null) ? count : begin(series)).increment();
	}

	private synchronized LongAdder begin(Series series) {
		LongAdder known = this.counts.get(series);
		if (known != null) {
			return known;
		}
		LongAdder count = new LongAdder();
		this.counts.put(series, count);
		this.registries.forEach((registry) -> register(series, count, registry));
		return count;
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.counts.forEach((series, count) -> register(series, count, registry));
	}

	private static void register(Series series, LongAdder count, MeterRegistry registry) {
		FunctionCounter.builder(MeshMeterDocumentation.CALL_EVENTS.getName(), count, LongAdder::doubleValue)
			.description("What was done to calls beside calling")
			.tag(CallEventKeyNames.SERVICE.asString(), series.service())
			.tag(CallEventKeyNames.METHOD.asString(), series.method().isEmpty() ? "none" : series.method())
			.tag(CallEventKeyNames.EVENT.asString(), series.event().name().toLowerCase(Locale.ROOT))
			.register(registry);
	}

	/**
	 * What is counted in one.
	 */
	private record Series(String service, String method, CallEvent event) {
	}

}

package dev.mesh.spring.autoconfigure.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Times remote calls on each side, by the same names and tags as {@link CallObservations}
 * would: for where nobody but meters would hear of those. A tenth of their cost, as the
 * timer of a call is found once for each method and outcome. Registries come when they
 * like.
 */
final class CallTimers implements CallObserver, MeterBinder {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/** Bounded by the methods that are called. */
	private final Map<CallPoint, MethodTimers> client = new ConcurrentHashMap<>();

	/** Bounded by the methods that are served. */
	private final Map<CallPoint, MethodTimers> server = new ConcurrentHashMap<>();

	@Override
	public @Nullable Observation clientCall(CallPoint point) {
		return begin(this.client, MeshObservationDocumentation.CLIENT_CALL, point);
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller) {
		return begin(this.server, MeshObservationDocumentation.SERVER_CALL, point);
	}

	private @Nullable Observation begin(Map<CallPoint, MethodTimers> methods, MeshObservationDocumentation kind,
			CallPoint point) {
		if (this.registries.isEmpty()) {
			return null;
		}
		MethodTimers known = methods.get(point);
		return ((known != null) ? known
				: methods.computeIfAbsent(point, (added) -> new MethodTimers(kind.getName(), added, this.registries)))
			.begin();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

}

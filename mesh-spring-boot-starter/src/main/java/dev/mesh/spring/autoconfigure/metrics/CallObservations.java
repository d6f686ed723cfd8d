package dev.mesh.spring.autoconfigure.metrics;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes one Micrometer observation of each remote call, on each side. What tracing has
 * the sender carry, the receiver gets, so that both are parts of one trace.
 */
final class CallObservations implements CallObserver {

	private final ObservationRegistry registry;

	CallObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable Observation clientCall(CallPoint point) {
		SenderContext<Map<String, String>> context = new SenderContext<>(CallObservations::put, Kind.CLIENT);
		Map<String, String> carried = new HashMap<>(4);
		context.setCarrier(carried);
		context.setRemoteServiceName(point.service());
		return ObservedCall.begin(MeshObservationDocumentation.CLIENT_CALL, point, context, carried, this.registry);
	}

	private static void put(@Nullable Map<String, String> carried, String name, String value) {
		if (carried != null) {
			carried.put(name, value);
		}
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller) {
		return serverCall(point, caller, Map.of());
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller, Map<String, String> carried) {
		ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get, Kind.SERVER);
		context.setCarrier(carried);
		ObservedCall call = ObservedCall.begin(MeshObservationDocumentation.SERVER_CALL, point, context, Map.of(),
				this.registry);
		if (call != null) {
			call.attempt(caller);
		}
		return call;
	}

}

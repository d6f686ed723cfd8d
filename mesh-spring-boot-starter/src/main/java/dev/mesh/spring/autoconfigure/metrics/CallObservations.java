package dev.mesh.spring.autoconfigure.metrics;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallPoint;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes one Micrometer observation of each remote call, on each side.
 */
final class CallObservations implements CallObserver {

	private final ObservationRegistry registry;

	CallObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable Observation clientCall(CallPoint point) {
		return ObservedCall.begin(MeshObservationDocumentation.CLIENT_CALL, point, this.registry);
	}

	@Override
	public @Nullable Observation serverCall(CallPoint point, Node caller) {
		ObservedCall call = ObservedCall.begin(MeshObservationDocumentation.SERVER_CALL, point, this.registry);
		if (call != null) {
			call.attempt(caller);
		}
		return call;
	}

}

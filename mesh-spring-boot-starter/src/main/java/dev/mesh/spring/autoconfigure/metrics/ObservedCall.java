package dev.mesh.spring.autoconfigure.metrics;

import java.util.Locale;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.autoconfigure.metrics.MeshObservationDocumentation.HighCardinalityKeyNames;
import dev.mesh.spring.autoconfigure.metrics.MeshObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One call under observation.
 *
 * @param observation the observation, started
 * @param carried what travels with the request, since the observation was started
 */
record ObservedCall(Observation observation, Map<String, String> carried) implements CallObserver.Observation {

	/**
	 * Begin to observe a call, unless nobody would hear of it.
	 */
	static @Nullable ObservedCall begin(MeshObservationDocumentation kind, CallPoint point, Observation.Context context,
			Map<String, String> carried, ObservationRegistry registry) {
		Observation observation = Observation.createNotStarted(kind.getName(), () -> context, registry);
		if (observation.isNoop()) {
			return null;
		}
		// Every series of a meter needs the same tags, also that of calls still active.
		observation.contextualName(point.service() + "/" + point.method())
			.lowCardinalityKeyValue(LowCardinalityKeyNames.SERVICE.withValue(point.service()))
			.lowCardinalityKeyValue(LowCardinalityKeyNames.METHOD.withValue(point.method()))
			.lowCardinalityKeyValue(LowCardinalityKeyNames.OUTCOME.withValue("unknown"))
			.start();
		return new ObservedCall(observation, carried);
	}

	@Override
	public void attempt(Node target) {
		this.observation.highCardinalityKeyValue(HighCardinalityKeyNames.PEER.withValue(target.name()));
	}

	@Override
	public CallContext.Scope open() {
		Observation.Scope scope = this.observation.openScope();
		return scope::close;
	}

	@Override
	public void stop(CallOutcome outcome, @Nullable Throwable error) {
		this.observation
			.lowCardinalityKeyValue(LowCardinalityKeyNames.OUTCOME.withValue(outcome.name().toLowerCase(Locale.ROOT)));
		if (error != null) {
			this.observation.error(error);
		}
		this.observation.stop();
	}

}

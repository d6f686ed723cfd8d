package dev.mesh.spring.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mesh.cluster.Node;
import dev.mesh.rpc.Baggage;
import dev.mesh.rpc.CallContext;
import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallOutcome;
import dev.mesh.rpc.CallPoint;
import dev.mesh.spring.MeshConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts baggage that has come with a call into the MDC of the thread that serves it, so
 * that what is logged there says for whom.
 */
final class BaggageInMdc implements CallObserver, CallObserver.Observation {

	private final Set<String> names;

	private BaggageInMdc(Set<String> names) {
		this.names = Set.copyOf(names);
	}

	/**
	 * Add this to other observers, if any baggage is wanted in the MDC.
	 * @param observers the others
	 * @param baggage what is configured
	 * @return all of them
	 */
	static List<CallObserver> addTo(List<CallObserver> observers, MeshProperties.Baggage baggage) {
		Set<String> unknown = new TreeSet<>(baggage.mdc());
		unknown.removeAll(baggage.allow());
		if (!unknown.isEmpty()) {
			throw new MeshConfigurationException(
					"'mesh.baggage.mdc' names " + unknown + ", which 'mesh.baggage.allow' does not let in.",
					"Add them there as well.");
		}
		if (baggage.mdc().isEmpty()) {
			return observers;
		}
		List<CallObserver> all = new ArrayList<>(observers);
		all.add(new BaggageInMdc(baggage.mdc()));
		return all;
	}

	@Override
	public Observation serverCall(CallPoint point, Node caller) {
		return this;
	}

	@Override
	public CallContext.Scope open() {
		Baggage baggage = Baggage.current();
		Map<String, @Nullable String> former = new HashMap<>();
		for (String name : this.names) {
			String value = baggage.get(name);
			if (value != null) {
				former.put(name, MDC.get(name));
				MDC.put(name, value);
			}
		}
		return () -> former.forEach(BaggageInMdc::restore);
	}

	private static void restore(String name, @Nullable String value) {
		if (value != null) {
			MDC.put(name, value);
		}
		else {
			MDC.remove(name);
		}
	}

	@Override
	public void stop(CallOutcome outcome, @Nullable Throwable error) {
		// The scope is closed by then.
	}

}

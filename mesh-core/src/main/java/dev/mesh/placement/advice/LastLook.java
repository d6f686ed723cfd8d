package dev.mesh.placement.advice;

import java.util.HashMap;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What was seen at the last look. A search is work, and finds in the same world what it
 * found before.
 */
final class LastLook {

	/** Of all calls, the part that has to change for the traffic to be another. */
	private static final double NOTICEABLE = 0.1;

	private final Sight sight;

	private final Map<Pair, Double> calls;

	LastLook(Sight sight) {
		this.sight = sight;
		this.calls = callsOf(sight.calls().traffic());
	}

	long nanos() {
		return this.sight.nanos();
	}

	boolean isLike(Sight other) {
		return this.sight.basis() == other.basis() && this.sight.problem().current().equals(other.problem().current())
				&& !isNoticeable(callsOf(other.calls().traffic()));
	}

	private boolean isNoticeable(Map<Pair, Double> now) {
		double change = 0;
		double most = 0;
		for (Map.Entry<Pair, Double> pair : now.entrySet()) {
			double before = this.calls.getOrDefault(pair.getKey(), 0.0);
			change += Math.abs(pair.getValue() - before);
			most += Math.max(pair.getValue(), before);
		}
		for (Map.Entry<Pair, Double> pair : this.calls.entrySet()) {
			double gone = now.containsKey(pair.getKey()) ? 0 : pair.getValue();
			change += gone;
			most += gone;
		}
		return change > NOTICEABLE * most;
	}

	private static Map<Pair, Double> callsOf(Traffic traffic) {
		Map<Pair, Double> calls = new HashMap<>();
		traffic.between()
			.forEach((between) -> calls.merge(new Pair(between.caller(), -1, between.callee()),
					between.callsPerSecond(), Double::sum));
		traffic.entering()
			.forEach((entering) -> calls.merge(new Pair(null, entering.node().value(), entering.callee()),
					entering.callsPerSecond(), Double::sum));
		return calls;
	}

	private record Pair(@Nullable ServiceId caller, long node, ServiceId callee) {

	}

}

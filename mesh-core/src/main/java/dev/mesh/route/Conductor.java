package dev.mesh.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.mesh.cluster.NodeId;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverJudge;
import dev.mesh.route.cutover.CutoverPhase;
import dev.mesh.route.measure.ServiceCounts;

/**
 * Judges the cutovers, on the coordinator. What it remembers is only what was counted
 * since the present step began: another coordinator goes on from the replicated map and
 * begins to count that step anew. Confined to one thread.
 */
final class Conductor {

	/** Far more than clusters have. */
	private static final int MAX_NODES = 4096;

	private final Map<String, Window> windows = new HashMap<>();

	private final LongSupplier nanos;

	Conductor(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/**
	 * Take over what a node has counted since it was made.
	 */
	void accept(NodeId node, Map<String, ServiceCounts> counts) {
		counts.forEach((service, counted) -> {
			Window window = this.windows.get(service);
			if (window != null && window.latest.size() < MAX_NODES) {
				window.latest.put(node, counted);
				window.before.putIfAbsent(node, counted);
			}
		});
	}

	/**
	 * Judge a cutover.
	 * @param entry the entry with the cutover
	 * @param cutover the cutover
	 * @param nowMillis the present time, in milliseconds of the epoch
	 * @return the cutover in its next step, or the very one that was given
	 */
	Cutover judge(RouteEntry entry, Cutover cutover, long nowMillis) {
		Step step = new Step(entry.generation(), cutover.phase(), cutover.step());
		Window window = this.windows.get(entry.service());
		if (window == null || !window.step.equals(step)) {
			this.windows.put(entry.service(),
					new Window(step, this.nanos.getAsLong(), (window != null) ? window.latest : Map.of()));
			return cutover;
		}
		Duration held = Duration.ofNanos(this.nanos.getAsLong() - window.begunNanos);
		return CutoverJudge.judge(cutover, window.seen(), held, nowMillis);
	}

	/**
	 * Forget all but some services.
	 */
	void retain(Set<String> services) {
		this.windows.keySet().retainAll(services);
	}

	private record Step(long generation, CutoverPhase phase, int step) {

	}

	/**
	 * What was counted since a step began.
	 */
	private static final class Window {

		private final Step step;

		private final long begunNanos;

		private final Map<NodeId, ServiceCounts> before;

		private final Map<NodeId, ServiceCounts> latest;

		Window(Step step, long begunNanos, Map<NodeId, ServiceCounts> known) {
			this.step = step;
			this.begunNanos = begunNanos;
			this.before = new HashMap<>(known);
			this.latest = new HashMap<>(known);
		}

		ServiceCounts seen() {
			ServiceCounts seen = ServiceCounts.NONE;
			for (Map.Entry<NodeId, ServiceCounts> counted : this.latest.entrySet()) {
				ServiceCounts earlier = this.before.getOrDefault(counted.getKey(), ServiceCounts.NONE);
				seen = seen.plus(counted.getValue().since(earlier));
			}
			return seen;
		}

	}

}

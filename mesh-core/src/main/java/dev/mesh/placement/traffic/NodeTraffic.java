package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one node: as it reported them last, and smoothed over its reports.
 */
final class NodeTraffic {

	/** A report's weight falls to a third within this time. */
	private static final double MEMORY_SECONDS = 15;

	private static final double FORGOTTEN = 0.01;

	/** Those of one report, and as many that fade. */
	private static final int MAX_EDGES = 2 * NodeReport.MAX_CALLS;

	private final Map<Edge, Rate> rates = new HashMap<>();

	private List<StartUp> startUps = List.of();

	private int reports;

	private long reportedNanos;

	void accept(NodeReport report, long nanos, CalleeVersions versions) {
		this.rates.values().forEach((rate) -> rate.lastCalls = 0);
		double weight = (this.reports == 0) ? 1 : weight(report.window());
		this.rates.values().forEach((rate) -> rate.fade(weight));
		for (CallRate call : report.calls()) {
			ServiceId callee = versions.find(call.callee(), call.target());
			if (callee != null) {
				this.rates.computeIfAbsent(new Edge(call.caller(), callee, call.target()), (edge) -> new Rate())
					.add(call, weight);
			}
		}
		forget();
		this.startUps = report.startUps();
		this.reports = Math.min(this.reports + 1, Integer.MAX_VALUE - 1);
		this.reportedNanos = nanos;
	}

	private static double weight(Duration window) {
		return 1 - Math.exp(-window.toNanos() / 1e9 / MEMORY_SECONDS);
	}

	private void forget() {
		this.rates.values().removeIf((rate) -> rate.calls < FORGOTTEN && rate.lastCalls == 0);
		int tooMany = this.rates.size() - MAX_EDGES;
		if (tooMany > 0) {
			List<Map.Entry<Edge, Rate>> least = new ArrayList<>(this.rates.entrySet());
			least.sort(Comparator.comparingDouble((entry) -> entry.getValue().calls));
			least.subList(0, tooMany).forEach((entry) -> this.rates.remove(entry.getKey()));
		}
	}

	Map<Edge, Rate> rates() {
		return this.rates;
	}

	List<StartUp> startUps() {
		return this.startUps;
	}

	/** The first report of a node may be from before it was in this view. */
	boolean isFresh(long nanos, Duration longest) {
		return this.reports > 1 && nanos - this.reportedNanos <= longest.toNanos();
	}

	/**
	 * From whom to whom.
	 */
	record Edge(@Nullable ServiceId caller, ServiceId callee, NodeId target) {

	}

	/**
	 * How many calls there are.
	 */
	static final class Rate {

		private double calls;

		private double lastCalls;

		private double bytes;

		private void fade(double weight) {
			this.calls *= 1 - weight;
			this.bytes *= 1 - weight;
		}

		private void add(CallRate call, double weight) {
			this.lastCalls += call.callsPerSecond();
			this.calls += weight * call.callsPerSecond();
			this.bytes += weight * call.bytesPerSecond();
		}

		double calls() {
			return this.calls;
		}

		double lastCalls() {
			return this.lastCalls;
		}

		double bytes() {
			return this.bytes;
		}

	}

}

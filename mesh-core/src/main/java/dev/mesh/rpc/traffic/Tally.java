package dev.mesh.rpc.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.traffic.CallRate;
import org.jspecify.annotations.Nullable;

/**
 * Sums up one window. Used by one thread.
 */
final class Tally {

	private final NodeId self;

	private final Map<Edge, Rate> rates = new HashMap<>();

	private double unattributed;

	Tally(NodeId self) {
		this.self = self;
	}

	void addLocal(String callee, double callsPerSecond, Shares shares) {
		add(callee, this.self, callsPerSecond, shares);
	}

	void add(String callee, NodeId target, double callsPerSecond, Shares shares) {
		double weight = shares.weight();
		if (weight <= 0) {
			this.unattributed += callsPerSecond;
			return;
		}
		shares.byCaller().forEach((caller, share) -> {
			double calls = callsPerSecond * share.weight() / weight;
			this.rates.computeIfAbsent(new Edge(caller.service(), callee, target), (edge) -> new Rate())
				.add(calls, calls * share.bytesPerCall());
		});
	}

	TrafficWindow window(Duration length, int maxRows) {
		List<CallRate> rows = new ArrayList<>(this.rates.size());
		this.rates.forEach((edge, rate) -> rows
			.add(new CallRate(edge.caller(), edge.callee(), edge.target(), rate.calls, rate.bytes)));
		rows.sort(Comparator.comparingDouble(CallRate::amount).reversed());
		List<CallRate> first = rows.subList(0, Math.min(maxRows, rows.size()));
		double others = rows.subList(first.size(), rows.size()).stream().mapToDouble(CallRate::callsPerSecond).sum();
		return new TrafficWindow(length, first, this.unattributed + others);
	}

	private record Edge(@Nullable ServiceId caller, String callee, NodeId target) {

	}

	private static final class Rate {

		private double calls;

		private double bytes;

		private void add(double moreCalls, double moreBytes) {
			this.calls += moreCalls;
			this.bytes += moreBytes;
		}

	}

}

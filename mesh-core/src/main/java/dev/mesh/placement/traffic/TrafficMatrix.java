package dev.mesh.placement.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.traffic.NodeTraffic.Edge;
import dev.mesh.placement.traffic.NodeTraffic.Rate;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom in the whole cluster, from the reports of its nodes. Bounded by the
 * members, and by the most rows of a report.
 */
public final class TrafficMatrix {

	private static final int MAX_SIZES = 4096;

	private static final double FEWEST_CALLS = 0.01;

	private static final Comparator<Pair> BY_NAME = Comparator
		.comparing(Pair::caller, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(Pair::callee);

	private final Map<NodeId, NodeTraffic> nodes = new HashMap<>();

	/**
	 * The bytes of a call that crossed the network. Kept while it does not: a pair that
	 * was brought together would else seem to have less to say to each other, and be
	 * parted again.
	 */
	private final Map<Pair, Double> bytesPerCall = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Take a report.
	 * @param node the node that sent it
	 * @param report the report
	 * @param nanos the time
	 * @param versions says what is called
	 */
	public void accept(NodeId node, NodeReport report, long nanos, CalleeVersions versions) {
		NodeTraffic traffic = this.nodes.computeIfAbsent(node, (id) -> new NodeTraffic());
		traffic.accept(report, nanos, versions);
		traffic.rates().forEach((edge, rate) -> {
			if (!edge.target().equals(node) && rate.calls() > FEWEST_CALLS) {
				this.bytesPerCall.put(new Pair(edge.caller(), edge.callee()), rate.bytes() / rate.calls());
			}
		});
		while (this.bytesPerCall.size() > MAX_SIZES) {
			this.bytesPerCall.remove(this.bytesPerCall.keySet().iterator().next());
		}
	}

	/**
	 * Forget all nodes but these.
	 * @param live the members
	 */
	public void retain(Collection<NodeId> live) {
		this.nodes.keySet().retainAll(live);
	}

	/**
	 * Tell whether all of some nodes have reported of late, and more than once.
	 * @param live the nodes
	 * @param nanos the time
	 * @param longest how old a report may be
	 * @return whether what they do is known
	 */
	public boolean isFresh(Collection<NodeId> live, long nanos, Duration longest) {
		return live.stream().allMatch((node) -> {
			NodeTraffic traffic = this.nodes.get(node);
			return traffic != null && traffic.isFresh(nanos, longest);
		});
	}

	/**
	 * Return who calls whom, smoothed over the last reports.
	 * @return the traffic, in the order of names
	 */
	public Traffic traffic() {
		Map<Pair, Double> between = new HashMap<>();
		List<Traffic.Entering> entering = new ArrayList<>();
		this.nodes.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach((node) -> {
			Map<Pair, Double> outside = new HashMap<>();
			node.getValue().rates().forEach((edge, rate) -> {
				Map<Pair, Double> sums = (edge.caller() != null) ? between : outside;
				sums.merge(new Pair(edge.caller(), edge.callee()), rate.calls(), Double::sum);
			});
			byName(outside).forEach((pair) -> entering.add(new Traffic.Entering(node.getKey(), pair.callee(),
					outside.getOrDefault(pair, 0.0), outside.getOrDefault(pair, 0.0) * size(pair))));
		});
		List<Traffic.Between> pairs = new ArrayList<>();
		for (Pair pair : byName(between)) {
			double calls = between.getOrDefault(pair, 0.0);
			if (pair.caller() != null) {
				pairs.add(new Traffic.Between(pair.caller(), pair.callee(), calls, calls * size(pair)));
			}
		}
		return new Traffic(pairs, entering);
	}

	private static List<Pair> byName(Map<Pair, ?> sums) {
		return sums.keySet().stream().sorted(BY_NAME).toList();
	}

	/**
	 * Return how far calls go, by where they really went.
	 * @param view the members
	 * @return the flows, smoothed over the last reports
	 */
	public List<Flow> flows(View view) {
		return flows(view, Rate::calls);
	}

	/**
	 * Return how far the calls of each node's last report went.
	 * @param view the members
	 * @return the flows
	 */
	public List<Flow> lastFlows(View view) {
		return flows(view, Rate::lastCalls);
	}

	private List<Flow> flows(View view, ToDoubleFunction<Rate> measure) {
		Map<NodeId, Node> members = new HashMap<>();
		view.members().forEach((node) -> members.put(node.id(), node));
		Map<Pair, double[]> sums = new HashMap<>();
		for (Node node : view.members()) {
			NodeTraffic traffic = this.nodes.get(node.id());
			Map<Edge, Rate> rates = (traffic != null) ? traffic.rates() : Map.of();
			rates.forEach((edge, rate) -> {
				Node target = members.get(edge.target());
				double calls = measure.applyAsDouble(rate);
				if (target != null && calls > 0) {
					double[] sum = sums.computeIfAbsent(new Pair(edge.caller(), edge.callee()),
							(pair) -> new double[2]);
					sum[0] += calls;
					sum[1] += calls * Distance.between(node, target);
				}
			});
		}
		List<Flow> flows = new ArrayList<>();
		for (Pair pair : byName(sums)) {
			double[] sum = sums.getOrDefault(pair, new double[2]);
			flows.add(new Flow(pair.caller(), pair.callee(), sum[0], size(pair), sum[1] / sum[0]));
		}
		return flows;
	}

	/**
	 * Return how long the instances of each service take to start, where that is known.
	 * @return the longest time that a node reported, by service
	 */
	public Map<ServiceId, Duration> startUps() {
		Map<ServiceId, Duration> longest = new TreeMap<>();
		this.nodes.values()
			.forEach((node) -> node.startUps()
				.forEach((startUp) -> longest.merge(startUp.service(), startUp.time(),
						(one, other) -> (one.compareTo(other) < 0) ? other : one)));
		return longest;
	}

	private double size(Pair pair) {
		return this.bytesPerCall.getOrDefault(pair, 0.0);
	}

	private record Pair(@Nullable ServiceId caller, ServiceId callee) {

	}

}

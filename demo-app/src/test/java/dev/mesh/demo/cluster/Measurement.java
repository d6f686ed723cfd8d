package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Measures what checkouts cost under a steady load, on nodes in two zones of one region.
 * The coordinator knows how far calls go, from which it follows how many of those that
 * leave their node leave its zone too.
 */
final class Measurement {

	private static final double SAME_ZONE = 1;

	private static final double OTHER_ZONE = 10;

	private final DemoCluster cluster;

	private final CheckoutLoad load;

	private final int perSecond;

	Measurement(DemoCluster cluster, CheckoutLoad load, int perSecond) {
		this.cluster = cluster;
		this.load = load;
		this.perSecond = perSecond;
	}

	Figures over(Duration window) {
		double callsBefore = calls();
		double cpuBefore = cpuSeconds();
		int from = this.load.ended();
		Awaitility.await().pollDelay(window).atMost(window.plusSeconds(30)).until(() -> true);
		List<CheckoutLoad.Attempt> ended = this.load.attempts().subList(from, this.load.ended());
		int checkouts = ended.size();
		double calls = (calls() - callsBefore) / checkouts;
		double cpu = (cpuSeconds() - cpuBefore) * 1000 / checkouts;
		List<Double> millis = ended.stream().map((attempt) -> attempt.took().toNanos() / 1e6).sorted().toList();
		double betweenZones = (distance() - SAME_ZONE * calls) / (OTHER_ZONE - SAME_ZONE);
		return new Figures(calls, Math.max(0, Math.min(calls, betweenZones)), millis.get(checkouts / 2),
				millis.get(checkouts * 99 / 100), cpu, instances());
	}

	/** How far the calls of one checkout go together. */
	private double distance() {
		JsonNode advice = advice(this.cluster);
		return advice.path("callsPerSecond").asDouble() * advice.path("distance").asDouble() / this.perSecond;
	}

	/**
	 * Return what the coordinator knows of calls, and did about them.
	 */
	static JsonNode advice(DemoCluster cluster) {
		return cluster.nodes()
			.stream()
			.map((node) -> node.placement().path("advice"))
			.filter((advice) -> advice.has("distance"))
			.findFirst()
			.orElseThrow();
	}

	private double calls() {
		return this.cluster.nodes()
			.stream()
			.flatMap((node) -> node.get("/actuator/prometheus").body().lines())
			.filter((line) -> line.startsWith("mesh_client_calls_seconds_count"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private double cpuSeconds() {
		return this.cluster.nodes().stream().mapToDouble(DemoNode::cpuSeconds).sum();
	}

	private int instances() {
		return this.cluster.node(1)
			.placement()
			.path("assignments")
			.valueStream()
			.mapToInt((service) -> service.path("nodes").size())
			.sum();
	}

}

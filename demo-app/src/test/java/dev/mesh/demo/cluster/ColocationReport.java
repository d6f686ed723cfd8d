package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What placing by traffic is worth: four nodes in two zones under a steady load, first
 * placed at random, then where the traffic has it, then all on one node, with as many
 * instances each time. Prints a table. It measures, so it is no part of the build:
 * {@code colocation.sh} runs it.
 */
class ColocationReport {

	private static final int PER_SECOND = Integer.getInteger("colocation.rate", 20);

	private static final long SEED = Long.getLong("colocation.seed", 1);

	private static final Duration WINDOW = Duration.ofSeconds(30);

	/** How long the advisor has. */
	private static final Duration LEARNING = Duration.ofSeconds(60);

	private static final Duration STEADY = Duration.ofMinutes(2);

	private static final List<String> SERVICES = List.of("ads", "cart", "catalog", "checkout", "currency", "email",
			"inventory", "payment", "recommendation", "shipping");

	@Test
	void placingByTrafficSavesCallsBetweenNodes() {
		List<String> arguments = List.of("--mesh.placement.optimize=auto", "--mesh.placement.max-moves=10");
		try (DemoCluster cluster = DemoCluster.start(4, 2, arguments);
				CheckoutLoad load = CheckoutLoad.start(cluster.nodes(), PER_SECOND)) {
			place(cluster, atRandom(cluster.names()));
			Figures random = measure(cluster, load);

			place(cluster, SERVICES.stream().map((service) -> entry(service, "")).toList());
			pass(LEARNING);
			Figures byTraffic = measure(cluster, load);
			long epoch = epoch(cluster);
			pass(STEADY.minus(WINDOW));
			long epochAfter = epoch(cluster);

			place(cluster, SERVICES.stream().map((service) -> entry(service, "where: name = node-1, ")).toList());
			Figures together = measure(cluster, load);
			print(random, byTraffic, together);

			assertThat(load.stop()).filteredOn(CheckoutLoad.Attempt::failed).isEmpty();
			assertThat(epochAfter).as("settled").isEqualTo(epoch);
			assertThat(byTraffic.calls()).isLessThan(random.calls());
		}
	}

	private static List<String> atRandom(List<String> nodes) {
		Random random = new Random(SEED);
		return SERVICES.stream()
			.map((service) -> entry(service, "where: name = " + nodes.get(random.nextInt(nodes.size())) + ", "))
			.toList();
	}

	/** Biases are lifted, so that each of the three ways of placing is possible. */
	private static String entry(String service, String where) {
		return "  " + service + ": {" + where + "replicas: 1, biases: {inventory: neutral, ads: neutral, "
				+ "recommendation: neutral, payment: neutral}}";
	}

	private static void place(DemoCluster cluster, List<String> entries) {
		String topology = "services:\n" + String.join("\n", entries);
		assertThat(cluster.node(1).submit(topology, false))
			.satisfies((response) -> assertThat(response.statusCode()).as(response.body()).isEqualTo(200));
		Awaitility.await("the topology is carried out").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			for (DemoNode node : cluster.nodes()) {
				assertThat(node.placement().hasNonNull("goal")).isFalse();
				SERVICES.forEach((service) -> assertThat(node.hosts(service)).as(service).hasSize(1));
			}
		});
	}

	private static Figures measure(DemoCluster cluster, CheckoutLoad load) {
		double calls = calls(cluster);
		double cpu = cpuSeconds(cluster);
		int from = load.ended();
		pass(WINDOW);
		List<CheckoutLoad.Attempt> ended = load.attempts().subList(from, load.ended());
		int checkouts = ended.size();
		List<Double> millis = ended.stream().map((attempt) -> attempt.took().toNanos() / 1e6).sorted().toList();
		return new Figures((calls(cluster) - calls) / checkouts, millis.get(checkouts / 2),
				millis.get(checkouts * 99 / 100), (cpuSeconds(cluster) - cpu) * 1000 / checkouts);
	}

	private static double calls(DemoCluster cluster) {
		return cluster.nodes()
			.stream()
			.flatMap((node) -> node.get("/actuator/prometheus").body().lines())
			.filter((line) -> line.startsWith("mesh_client_calls_seconds_count"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private static double cpuSeconds(DemoCluster cluster) {
		return cluster.nodes().stream().mapToDouble(DemoNode::cpuSeconds).sum();
	}

	private static long epoch(DemoCluster cluster) {
		JsonNode placement = cluster.node(1).placement();
		return placement.path("epoch").asLong();
	}

	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
	}

	private static void print(Figures random, Figures byTraffic, Figures together) {
		List<String> lines = new ArrayList<>();
		lines.add("| placement | calls between nodes per checkout | p50 ms | p99 ms | CPU ms per checkout |");
		lines.add("|---|---|---|---|---|");
		lines.add(random.row("at random"));
		lines.add(byTraffic.row("by traffic"));
		lines.add(together.row("all on one node"));
		System.out.println(lines.stream().collect(Collectors.joining("\n", "\n", "\n")));
	}

	/**
	 * What was measured in one window.
	 *
	 * @param calls calls between nodes per checkout
	 * @param p50 the median time of a checkout with its cart, in milliseconds
	 * @param p99 the 99th percentile of it
	 * @param cpu processor time of all nodes per checkout, in milliseconds
	 */
	private record Figures(double calls, double p50, double p99, double cpu) {

		String row(String name) {
			return String.format(Locale.ROOT, "| %s | %.2f | %.1f | %.1f | %.1f |", name, this.calls, this.p50,
					this.p99, this.cpu);
		}

	}

}

package dev.mesh.demo.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What placing by traffic is worth: four nodes in two zones under a steady load that
 * enters at one of them, or at all, first placed at random, then where the traffic has
 * it, then all on one node. Prints a table for each. It measures, so it is no part of the
 * build: {@code colocation.sh} runs it.
 */
class ColocationReport {

	private static final int PER_SECOND = Integer.getInteger("colocation.rate", 20);

	/** Random placements are good or bad luck: this many are measured. */
	private static final int RANDOM_PLACEMENTS = 3;

	private static final Duration WARM_UP = Duration.ofSeconds(30);

	/** Until the coordinator's averages have forgotten the placement before. */
	private static final Duration FORGETTING = Duration.ofSeconds(20);

	private static final Duration WINDOW = Duration.ofSeconds(30);

	/** How long the advisor has. */
	private static final Duration LEARNING = Duration.ofSeconds(60);

	private static final Duration STEADY = Duration.ofMinutes(2);

	/**
	 * The services that the boutique lets run more than once may run on each node. Their
	 * demands, wishes and bans are the boutique's own.
	 */
	private static final Map<String, String> REPLICAS = new TreeMap<>(
			Map.of("ads", "1..4", "cart", "1..4", "catalog", "1..4", "checkout", "1..4", "currency", "1..4", "email",
					"1..4", "inventory", "1..4", "recommendation", "1..4", "payment", "1", "shipping", "1"));

	@ParameterizedTest(name = "load enters at {0} nodes")
	@ValueSource(ints = { 1, 4 })
	void placingByTrafficSavesCallsBetweenNodes(int entrances) {
		List<String> arguments = List.of("--mesh.placement.optimize=auto");
		try (DemoCluster cluster = DemoCluster.start(4, 2, arguments);
				CheckoutLoad load = CheckoutLoad.start(cluster.nodes().subList(0, entrances), PER_SECOND)) {
			pass(WARM_UP);
			Measurement measurement = new Measurement(cluster, load, PER_SECOND);
			Figures random = atRandom(cluster, measurement);

			place(cluster, (service) -> "replicas: " + REPLICAS.get(service));
			pass(LEARNING);
			long epoch = epoch(cluster);
			Figures byTraffic = measurement.over(WINDOW);
			pass(STEADY.minus(WINDOW));
			long epochAfter = epoch(cluster);
			boolean rulesKept = keepsRules(cluster);
			String events = Measurement.advice(cluster).path("events").toString();

			place(cluster, (service) -> "replicas: 1, where: name " + (service.equals("ads") ? "!=" : "=") + " node-1");
			pass(FORGETTING);
			Figures together = measurement.over(WINDOW);
			print(entrances, random, byTraffic, together);

			assertThat(load.stop()).filteredOn(CheckoutLoad.Attempt::failed).isEmpty();
			assertThat(rulesKept).as("rules are kept").isTrue();
			assertThat(epochAfter).as("no new plan in the two minutes after: " + events).isEqualTo(epoch);
			assertThat(byTraffic.calls()).as(events).isLessThan(random.calls() / 2);
		}
	}

	private static Figures atRandom(DemoCluster cluster, Measurement measurement) {
		List<Figures> all = new ArrayList<>();
		for (int seed = 1; seed <= RANDOM_PLACEMENTS; seed++) {
			Map<String, String> places = random(seed, cluster.names());
			place(cluster, (service) -> "replicas: 1, where: name = " + places.get(service));
			pass(FORGETTING);
			all.add(measurement.over(WINDOW));
		}
		return Figures.mean(all);
	}

	/** The ads are never where cards are charged. */
	private static Map<String, String> random(long seed, List<String> nodes) {
		Random random = new Random(seed);
		Map<String, String> places = new TreeMap<>();
		REPLICAS.keySet().forEach((service) -> places.put(service, nodes.get(random.nextInt(nodes.size()))));
		while (places.get("ads").equals(places.get("payment"))) {
			places.put("ads", nodes.get(random.nextInt(nodes.size())));
		}
		return places;
	}

	private static void place(DemoCluster cluster, UnaryOperator<String> entry) {
		StringBuilder topology = new StringBuilder("services:\n");
		REPLICAS.keySet().forEach((service) -> topology.append("  " + service + ": {" + entry.apply(service) + "}\n"));
		assertThat(cluster.node(1).submit(topology.toString(), false))
			.satisfies((response) -> assertThat(response.statusCode()).as(response.body()).isEqualTo(200));
		Awaitility.await("the topology is carried out").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			for (DemoNode node : cluster.nodes()) {
				assertThat(node.placement().hasNonNull("goal")).isFalse();
				REPLICAS.keySet().forEach((service) -> assertThat(node.hosts(service)).as(service).isNotEmpty());
			}
		});
	}

	/** Nothing is pending, and what the boutique forbids or limits holds. */
	private static boolean keepsRules(DemoCluster cluster) {
		DemoNode node = cluster.node(1);
		List<String> payment = node.hosts("payment");
		return node.placement().path("pending").isEmpty() && payment.size() == 1 && node.hosts("shipping").size() == 1
				&& node.hosts("ads").stream().noneMatch(payment::contains);
	}

	private static long epoch(DemoCluster cluster) {
		return cluster.node(1).placement().path("epoch").asLong();
	}

	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
	}

	private static void print(int entrances, Figures random, Figures byTraffic, Figures together) {
		List<String> lines = new ArrayList<>();
		lines.add(String.format(Locale.ROOT, "%n%d checkouts a second enter at %s:%n", PER_SECOND,
				(entrances == 1) ? "one node" : "all " + entrances + " nodes"));
		lines.add(Figures.HEADER);
		lines.add(random.row("at random"));
		lines.add(byTraffic.row("by traffic"));
		lines.add(together.row("all on one node"));
		System.out.println(String.join("\n", lines) + "\n");
	}

}

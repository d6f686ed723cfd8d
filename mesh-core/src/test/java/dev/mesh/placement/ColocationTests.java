package dev.mesh.placement;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.mesh.cluster.Node;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.advice.AdviceEvent.Kind;
import dev.mesh.placement.solver.Assignment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ColocationTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whatOneNodeServesRunsThere(long seed) {
		ShopFloor shop = new ShopFloor(seed, "1..4").checkouts(20);
		double scattered = shop.callsBetweenNodes();
		shop.pass(MINUTE);
		assertThat(shop.callsBetweenNodes()).isLessThan(0.1 * scattered);
		assertThat(shop.running.counts().values()).allSatisfy((places) -> assertThat(places).hasSize(1));
		keepsRules(shop);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whatAllNodesServeRunsOnAllOfThem(long seed) {
		ShopFloor shop = new ShopFloor(seed, "1..4").checkouts(5, 5, 5, 5);
		double scattered = shop.callsBetweenNodes();
		shop.pass(MINUTE);
		assertThat(shop.callsBetweenNodes()).isLessThan(0.5 * scattered);
		keepsRules(shop);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void itComesToRestUnderASteadyLoad(long seed) {
		ShopFloor shop = new ShopFloor(seed, "1..4").checkouts(5, 5, 5, 5).pass(MINUTE);
		int aims = shop.aims;
		assertThat(shop.pass(Duration.ofMinutes(20)).aims).as(shop.kinds().toString()).isEqualTo(aims);
		assertThat(shop.kinds()).doesNotContain(Kind.UNDONE, Kind.GIVEN_BACK);
	}

	@Test
	void aPlanByTrafficStandsWhenTheWorldIsRepaired() {
		ShopFloor shop = new ShopFloor(1, "1..4").checkouts(5, 5, 5, 5).pass(MINUTE);
		Assignment repaired = new SolverOptimizer().repair(shop.world().problem(shop.running)).assignment();
		assertThat(repaired).isEqualTo(shop.running);
	}

	@Test
	void withoutElasticServicesAllComeTogether() {
		ShopFloor shop = new ShopFloor(1, "1").checkouts(5, 5, 5, 5).pass(MINUTE);
		assertThat(shop.callsBetweenNodes()).isCloseTo(6 * 0.75, within(0.1));
		keepsRules(shop);
	}

	@Test
	void instancesAreGivenBackWhenTheirCallersHaveGone() {
		ShopFloor shop = new ShopFloor(1, "1..4").checkouts(5, 5, 5, 5).pass(MINUTE);
		int grown = instances(shop);
		shop.checkouts(20, 0, 0, 0).pass(Duration.ofSeconds(45));
		assertThat(instances(shop)).isEqualTo(grown);
		shop.pass(Duration.ofMinutes(5));
		assertThat(shop.kinds()).contains(Kind.GIVEN_BACK);
		assertThat(instances(shop)).isEqualTo(shop.specs.size());
		assertThat(shop.policy.scales()).isEmpty();
		assertThat(shop.callsBetweenNodes()).isLessThan(0.5);
	}

	@Test
	void aLoadThatSwingsMakesInstancesNeitherComeNorGo() {
		ShopFloor shop = new ShopFloor(1, "1..4").checkouts(5, 5, 5, 5).pass(MINUTE);
		int grown = instances(shop);
		for (int i = 0; i < 10; i++) {
			double factor = 1 + 0.3 * Math.sin(i);
			shop.checkouts(5 * factor, 5 / factor, 5 * factor, 5 / factor).pass(Duration.ofSeconds(30));
			assertThat(instances(shop)).isEqualTo(grown);
		}
		assertThat(shop.aims).as(shop.kinds().toString()).isLessThanOrEqualTo(3);
	}

	@Test
	void fewCallsAreWorthNoInstance() {
		ShopFloor shop = new ShopFloor(1, "1..4").checkouts(0.05, 0.05, 0.05, 0.05).pass(Duration.ofMinutes(5));
		assertThat(instances(shop)).isEqualTo(shop.specs.size());
	}

	@Test
	void itGrowsNoFurtherThanThereIsRoom() {
		ShopFloor shop = new ShopFloor(1, "1..4");
		shop.specs.put("checkout", "{replicas: 1..4, demand: 3.2}");
		double scattered = shop.checkouts(5, 5, 5, 5).callsBetweenNodes();
		shop.pass(Duration.ofMinutes(3));
		keepsRules(shop);
		assertThat(shop.callsBetweenNodes()).isLessThan(scattered);
	}

	private static int instances(ShopFloor shop) {
		return shop.specs.keySet().stream().mapToInt((name) -> shop.running.total(ShopFloor.service(name))).sum();
	}

	private static void keepsRules(ShopFloor shop) {
		NodeRules rules = new NodeRules(shop.world());
		for (Node node : ShopFloor.NODES) {
			Map<ServiceId, Integer> there = new HashMap<>();
			shop.running.counts().forEach((service, places) -> {
				Integer count = places.get(node.id());
				if (count != null) {
					there.put(service, count);
				}
			});
			assertThat(rules.broken(node.id(), there)).as(node.name()).isZero();
		}
	}

}

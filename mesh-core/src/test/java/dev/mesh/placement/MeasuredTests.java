package dev.mesh.placement;

import dev.mesh.placement.Measured.Say;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Weights;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasuredTests {

	private static final Weights SET = Weights.DEFAULT;

	@Test
	void whereTrafficDecidesAnUnevenLoadCountsByHowFullNodesAre() {
		Measured decides = Measured.NOTHING.saying(Say.DECIDES);
		assertThat(decides.weights(SET, 0.5).load()).isCloseTo(SET.load() / 4, within(1e-9));
		assertThat(decides.weights(SET, 1.5)).isEqualTo(SET);
		assertThat(Measured.NOTHING.weights(SET, 0.5)).isEqualTo(SET);
	}

	@Test
	void aSuccessorMovesNothingForTheLoadUntilItKnowsTheCalls() {
		Assignment together = Worlds.and(Worlds.and(Worlds.on("a", 1), "b", 1), "c", 1);
		World world = new Worlds().nodes(3)
			.service("a", "{replicas: 1, demand: 0.3}")
			.service("b", "{replicas: 1, demand: 0.3}")
			.service("c", "{replicas: 1, demand: 0.3}")
			.shown(together)
			.world();
		assertThat(repaired(world, together)).isNotEqualTo(together);
		assertThat(repaired(world.hearing(Say.NOT_KNOWN_YET), together)).isEqualTo(together);
	}

	@Test
	void callsOfWhoIsEverywhereAreToldByNode() {
		ShopFloor shop = new ShopFloor(1, "1").checkouts(20);
		shop.specs.put("checkout", "{replicas: all}");
		shop.running = Worlds.and(shop.running, "checkout", 1, 2, 3, 4);
		Traffic traffic = shop.world().problem(shop.running).traffic();
		assertThat(traffic.between()).isEmpty();
		assertThat(traffic.entering()).filteredOn((calls) -> calls.callee().equals(ShopFloor.service("payment")))
			.filteredOn((calls) -> calls.callsPerSecond() > 0)
			.singleElement()
			.satisfies((calls) -> {
				assertThat(calls.node()).isEqualTo(ShopFloor.NODES.get(0).id());
				assertThat(calls.callsPerSecond()).isCloseTo(20, within(1e-6));
			});
	}

	private static Assignment repaired(World world, Assignment current) {
		Problem problem = world.problem(current);
		return new SolverOptimizer().repair(problem).assignment();
	}

}

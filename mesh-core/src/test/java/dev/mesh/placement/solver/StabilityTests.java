package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.spec.BiasKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much moves when the cluster changes.
 */
class StabilityTests {

	private final Solver solver = new Solver();

	@Test
	void losingANodeMovesWhatWasOnItAndAtMostATenthOfTheRest() {
		for (int seed = 0; seed < 60; seed++) {
			TestWorld world = world(seed, 4 + seed % 9);
			Assignment before = this.solver.repair(world.problem()).assignment();
			NodeId lost = world.hosts.get(1).node().id();
			world.current = before;
			Assignment after = this.solver.repair(world.without(1).problem()).assignment();
			int movedElsewhere = taken(before, after, lost);
			assertThat(movedElsewhere).as("moves in %s", seed).isLessThanOrEqualTo(total(before) / 10);
		}
	}

	@Test
	void addingANodeMovesAtMostItsFairShare() {
		for (int seed = 0; seed < 60; seed++) {
			TestWorld world = evenWorld(seed, 4 + seed % 9);
			Assignment before = this.solver.repair(world.problem()).assignment();
			world.current = before;
			world.node("z0", 40);
			NodeId added = world.hosts.get(world.hosts.size() - 1).node().id();
			List<Wanted> services = new ArrayList<>(world.services);
			world.services.clear();
			services.forEach((wanted) -> world.services.add(offeredEverywhere(wanted, world)));
			Assignment after = this.solver.repair(world.problem()).assignment();
			int fairShare = (total(before) + world.hosts.size() - 1) / world.hosts.size();
			assertThat(taken(before, after, added)).as("moves in %s", seed).isLessThanOrEqualTo(fairShare);
		}
	}

	@Test
	void anEmptyNodeTakesOverSome() {
		TestWorld world = new TestWorld().nodes(2);
		for (int i = 0; i < 12; i++) {
			world.service("s" + i, 1).end();
		}
		world.current = this.solver.repair(world.problem()).assignment();
		List<Wanted> services = List.copyOf(world.services);
		world.services.clear();
		world.node("a", 100);
		services.forEach((wanted) -> world.services.add(offeredEverywhere(wanted, world)));
		Assignment after = this.solver.repair(world.problem()).assignment();
		NodeId added = world.hosts.get(2).node().id();
		int taken = services.stream().mapToInt((wanted) -> after.count(wanted.spec().service(), added)).sum();
		assertThat(taken).isBetween(1, 4);
	}

	@Test
	void theMoreImportantDisplacesTheLessImportantWhenRoomRunsOut() {
		TestWorld world = new TestWorld().node("a", 2);
		world.service("low", 1).demand(2).end();
		world.service("high", 1).demand(2).priority(1).end();
		world.runs("low", 0);
		Solution solution = this.solver.repair(world.problem());
		assertThat(solution.assignment().total(TestWorld.service("high"))).isEqualTo(1);
		assertThat(solution.shortfalls()).containsExactly(new Solution.Shortfall(TestWorld.service("low"), 1));
		assertThat(solution.proven()).isTrue();
	}

	@Test
	void aGroupMovesTogetherToANodeThatHasRoomForIt() {
		TestWorld world = new TestWorld().node("a", 2).node("a", 4);
		world.service("front", 1).demand(2).bias("back", BiasKind.ALWAYS).end();
		world.service("back", 1).demand(2).bias("front", BiasKind.ALWAYS).end();
		Assignment assignment = this.solver.repair(world.problem()).assignment();
		assertThat(assignment.nodesOf(TestWorld.service("front"))).containsExactly(TestWorld.nodeId(1));
		assertThat(assignment.nodesOf(TestWorld.service("back"))).containsExactly(TestWorld.nodeId(1));
	}

	@Test
	void nothingToPlaceAndNowhereToPlaceItAreNoErrors() {
		assertThat(this.solver.repair(new TestWorld().nodes(2).problem()).assignment()).isEqualTo(Assignment.NONE);
		assertThat(this.solver.optimize(new TestWorld().problem()).shortfalls()).isEmpty();
		TestWorld nowhere = new TestWorld().service("lonely", 2).end();
		Solution solution = this.solver.optimize(nowhere.problem());
		assertThat(solution.shortfalls()).containsExactly(new Solution.Shortfall(TestWorld.service("lonely"), 2));
		assertThat(solution.proven()).isTrue();
	}

	private static TestWorld world(int seed, int nodes) {
		Random random = new Random(seed);
		TestWorld world = new TestWorld();
		for (int i = 0; i < nodes; i++) {
			world.node("z" + i % 3, 40);
		}
		int services = 10 + random.nextInt(20);
		for (int i = 0; i < services; i++) {
			TestWorld.Spec spec = world.service("s" + i, 1 + random.nextInt(3)).demand(random.nextInt(3));
			if (random.nextInt(4) == 0) {
				spec.bias("s" + random.nextInt(services), BiasKind.PREFER);
			}
			spec.end();
			if (i > 0) {
				world.calls("s" + random.nextInt(i), "s" + i, random.nextInt(20));
			}
		}
		return world;
	}

	private static TestWorld evenWorld(int seed, int nodes) {
		Random random = new Random(seed);
		TestWorld world = new TestWorld();
		for (int i = 0; i < nodes; i++) {
			world.node("z" + i % 3, 40);
		}
		int services = 10 + random.nextInt(40);
		for (int i = 0; i < services; i++) {
			world.service("s" + i, 1 + random.nextInt(3)).demand(1).end();
		}
		return world;
	}

	private static Wanted offeredEverywhere(Wanted wanted, TestWorld world) {
		return new Wanted(wanted.spec(), new HashSet<>(world.hosts.stream().map((host) -> host.node().id()).toList()));
	}

	private static int total(Assignment assignment) {
		return assignment.counts().keySet().stream().mapToInt(assignment::total).sum();
	}

	/** How many instances are no longer where they were, one node left aside. */
	private static int taken(Assignment before, Assignment after, NodeId except) {
		int taken = 0;
		for (ServiceId service : before.counts().keySet()) {
			for (NodeId node : before.nodesOf(service)) {
				if (!node.equals(except)) {
					taken += Math.max(0, before.count(service, node) - after.count(service, node));
				}
			}
		}
		return taken;
	}

}

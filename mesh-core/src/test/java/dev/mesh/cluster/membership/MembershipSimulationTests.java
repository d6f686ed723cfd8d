package dev.mesh.cluster.membership;

import java.time.Duration;
import java.util.stream.LongStream;

import dev.mesh.cluster.Node;
import dev.mesh.cluster.View;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds whatever happens, tried with many nodes' fates. A failure names the seed
 * that brings it back.
 */
class MembershipSimulationTests {

	private static final int FAULTS = 12;

	static LongStream seeds() {
		return LongStream.range(0, 200);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void viewsOnlyGrowAndEndInOne(long seed) {
		Simulation simulation = new Simulation(seed);
		int size = 2 + simulation.random.nextInt(4);
		for (int i = 0; i < size; i++) {
			simulation.add("node-" + i);
		}
		simulation.regroup(true);
		simulation.loseMessages(10);
		for (int i = 0; i < FAULTS; i++) {
			disturb(simulation);
			simulation.run(Duration.ofMillis(simulation.random.nextInt(6000)));
		}
		simulation.heal();
		simulation.run(Duration.ofSeconds(60));
		simulation.nodes.forEach(MembershipSimulationTests::assertOnlyGrows);
		simulation.nodes.forEach((node) -> node.published.forEach((view) -> assertSound(view, node)));
		assertThat(simulation.nodes).allMatch(SimulatedNode::isMember);
		View view = simulation.nodes.get(0).view();
		assertThat(view.members()).hasSize(size);
		assertThat(simulation.nodes).extracting(SimulatedNode::view).containsOnly(view);
	}

	private static void disturb(Simulation simulation) {
		switch (simulation.random.nextInt(4)) {
			case 0 -> simulation.partition();
			case 1 -> simulation.heal();
			case 2 -> simulation.loseMessages(simulation.random.nextInt(40));
			default -> simulation.hang(simulation.nodes.get(simulation.random.nextInt(simulation.nodes.size())),
					Duration.ofMillis(500 + simulation.random.nextInt(6000)));
		}
	}

	private static void assertOnlyGrows(SimulatedNode node) {
		for (int i = 1; i < node.published.size(); i++) {
			View before = node.published.get(i - 1);
			View after = node.published.get(i);
			assertThat(after.number()).isGreaterThan(before.number());
			assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
			if (!after.coordinator().equals(before.coordinator())) {
				assertThat(after.epoch()).isGreaterThan(before.epoch());
			}
		}
	}

	private static void assertSound(View view, SimulatedNode of) {
		assertThat(view.members()).extracting(Node::id).doesNotHaveDuplicates().contains(view.coordinator());
		assertThat(view.members()).extracting(Node::name)
			.doesNotHaveDuplicates()
			.contains(of.membership.standing().self().name());
	}

}

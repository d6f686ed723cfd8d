package dev.mesh.placement.explain;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators read when something does not fit.
 */
class ConflictSearchTests {

	@Test
	void namesTheNeverAndWhyItCannotBeKept() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("ads", 2)
			.service("web", 2, Worlds.demand(1))
			.service("payment", 1, Worlds.bias("ads", BiasKind.NEVER));
		Contradiction conflict = conflict(worlds, "payment");
		assertThat(conflict.sentence()).isEqualTo("ads (2 instances) and payment (1 instance) cannot both be placed: "
				+ "payment must never be with ads and at most 1 of ads may be on each of the 2 nodes.");
		assertThat(conflict.claims()).containsExactly(new Claim(Worlds.service("ads"), 2),
				new Claim(Worlds.service("payment"), 1));
		assertThat(conflict.rules()).containsExactly(Rule.MAX_PER_NODE, Rule.NEVER);
		assertThat(conflict.nodes()).extracting(Contradiction.NodeReason::sentence)
			.containsExactly("payment must never be with ads, which is on n1.",
					"payment must never be with ads, which is on n2.");
		assertThat(conflict.proven()).isTrue();
		assertThat(conflict.minimal()).isTrue();
	}

	@Test
	void namesTheLabelAndHowManyNodesHaveIt() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.node("n3", "a", 4, Map.of("disk", "ssd"), Role.MEMBER, Host.Mode.OPEN, 0)
			.service("db", 2, Worlds.where("disk=ssd"));
		assertThat(conflict(worlds, "db").sentence()).isEqualTo("db (2 instances) cannot be placed: db asks for "
				+ "disk = ssd, at most 1 of db may be on each of the 3 nodes and only 1 of 3 nodes can host db.");
	}

	@Test
	void namesTheNumberOfNodesAndZones() {
		assertThat(conflict(new Worlds().nodes("n1", "n2").service("db", 3), "db").sentence())
			.isEqualTo("db (3 instances) cannot be placed: at most 1 of db may be on each of the 2 nodes.");
		Worlds zone = new Worlds().nodes("n1", "n2").service("db", 2, (draft) -> draft.maxPerZone = 1);
		assertThat(conflict(zone, "db").sentence())
			.isEqualTo("db (2 instances) cannot be placed: at most 1 of db may be in the only zone.");
	}

	@Test
	void namesTheDemandOfOneAndTheRoomOfEachNode() {
		Worlds worlds = new Worlds().nodes("n1", "n2").service("big", 1, Worlds.demand(5.5));
		assertThat(conflict(worlds, "big").sentence()).isEqualTo(
				"big (1 instance) cannot be placed: big takes 5.5 of a node's capacity and the 2 nodes have 4 each.");
		Worlds uneven = new Worlds().nodes("n1").node("n2", "a", 2).service("big", 1, Worlds.demand(5.5));
		assertThat(conflict(uneven, "big").sentence()).isEqualTo(
				"big (1 instance) cannot be placed: big takes 5.5 of a node's capacity and the 2 nodes have 4 and 2.");
	}

	@Test
	void namesTheDemandOfAllAndTheRoomOfAllNodes() {
		Worlds worlds = new Worlds().nodes("n1", "n2", "n3");
		for (int i = 0; i < 9; i++) {
			worlds.service("s" + i, 2, Worlds.demand(1));
		}
		Contradiction conflict = conflict(worlds, "s8");
		assertThat(conflict.claims()).hasSize(7);
		assertThat(conflict.sentence()).isEqualTo("s0 (2 instances), s1 (2 instances), s2 (2 instances), "
				+ "s3 (2 instances), s4 (2 instances), s5 (2 instances) and s8 (2 instances) cannot all be placed: "
				+ "together they take 14 of capacity where the 3 nodes have 12 in all.");
	}

	@Test
	void saysThatRoomIsInPieces() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("a", 1, Worlds.demand(2.5))
			.service("b", 1, Worlds.demand(2.5))
			.service("c", 1, Worlds.demand(2.5));
		assertThat(conflict(worlds, "c").sentence())
			.isEqualTo("a (1 instance), b (1 instance) and c (1 instance) cannot all be placed: together they take "
					+ "7.5 of capacity where the 2 nodes have 8 in all, but in pieces too small.");
	}

	@Test
	void namesWhomItMustBeWithAndHowManyOfThoseThereAre() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("db", 1)
			.service("cart", 2, Worlds.bias("db", BiasKind.ALWAYS));
		Contradiction conflict = conflict(worlds, "cart");
		assertThat(conflict.sentence()).isEqualTo("cart (2 instances) cannot be placed: cart must always be with db, "
				+ "at most 1 of cart may be on each of the 2 nodes and only 1 instance of db is wanted.");
		assertThat(conflict.claims()).containsExactly(new Claim(Worlds.service("cart"), 2));
	}

	@Test
	void namesAContradictionOfTwoBiases() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("db", 1, Worlds.bias("cart", BiasKind.NEVER))
			.service("cart", 1, Worlds.bias("db", BiasKind.ALWAYS));
		assertThat(conflict(worlds, "cart").sentence()).isEqualTo(
				"cart (1 instance) cannot be placed: db must never be with cart and cart must always be with db.");
	}

	@Test
	void namesACycleThatDoesNotFitOnANode() {
		Worlds worlds = new Worlds().nodes("n1", "n2").service("a", 1, (draft) -> {
			draft.demand = 2;
			draft.biases = List.of(new Bias("b", BiasKind.ALWAYS));
		}).service("b", 1, (draft) -> {
			draft.demand = 3;
			draft.biases = List.of(new Bias("a", BiasKind.ALWAYS));
		});
		assertThat(conflict(worlds, "a").sentence())
			.startsWith("a (1 instance) cannot be placed: " + "a must always be with b");
	}

	@Test
	void tellsNodesApartWhenNoneCanHostIt() {
		Worlds worlds = new Worlds().node("observer", "a", 4, Map.of(), Role.OBSERVER, Host.Mode.OPEN, 0)
			.node("n1", "a", 4, Map.of(), Role.MEMBER, Host.Mode.CORDONED, 0)
			.service("db", 1);
		Contradiction conflict = conflict(worlds, "db");
		assertThat(conflict.sentence()).isEqualTo("db (1 instance) cannot be placed: none of the 2 nodes can host db.");
		assertThat(conflict.rules()).containsExactly(Rule.OBSERVER, Rule.CORDONED);
	}

	@Test
	void thereIsNoConflictWhereAllFits() {
		Worlds worlds = new Worlds().nodes("n1", "n2").service("db", 1);
		assertThat(new ConflictSearch().find(worlds.problem(), worlds.solved(), Worlds.service("db"))).isNull();
		assertThat(new ConflictSearch().findAll(worlds.problem(), worlds.solved(), 5)).isEmpty();
	}

	@Test
	void severalShortfallsWithOneCauseAreOneConflict() {
		Worlds worlds = new Worlds().nodes("n1");
		for (String name : List.of("a", "b", "c")) {
			worlds.service(name, 1, Worlds.demand(3));
		}
		assertThat(new ConflictSearch().findAll(worlds.problem(), worlds.solved(), 5))
			.extracting(Contradiction::sentence)
			.containsExactly(
					"a (1 instance) and b (1 instance) cannot both be placed: together they take 6 of capacity where "
							+ "the node has 4.",
					"a (1 instance) and c (1 instance) cannot both be placed: together they take 6 of capacity where "
							+ "the node has 4.");
	}

	@Test
	void saysWhatIsNotProven() {
		Worlds worlds = new Worlds();
		for (int i = 0; i < 60; i++) {
			worlds.node("n" + i, "a", 1);
		}
		// Each fits twice on a node but for a hair, so that only a count of pieces tells.
		for (int i = 0; i < 61; i++) {
			worlds.service("s" + i, 1, Worlds.demand(0.51 + i * 0.001));
		}
		Problem problem = worlds.problem();
		Assignment solved = worlds.solved();
		ServiceId left = problem.services()
			.stream()
			.map((wanted) -> wanted.spec().service())
			.filter((service) -> solved.total(service) == 0)
			.findFirst()
			.orElseThrow();
		Contradiction conflict = Objects.requireNonNull(new ConflictSearch().find(problem, solved, left));
		assertThat(conflict.proven()).isFalse();
		assertThat(conflict.minimal()).isFalse();
		assertThat(conflict.sentence())
			.endsWith(" This is not proven: the search ended before it had looked at everything.");
	}

	private static Contradiction conflict(Worlds worlds, String service) {
		return Objects
			.requireNonNull(new ConflictSearch().find(worlds.problem(), worlds.solved(), Worlds.service(service)));
	}

}

package dev.mesh.placement.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.Role;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Evaluation;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.Replicas;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/**
 * What operators read about one service.
 */
class ExplainerTests {

	@Test
	void saysWhatAnInstanceCostsAndWhatItWouldCostElsewhere() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("db", 1, Worlds.demand(1))
			.service("web", 1, Worlds.demand(2))
			.runs("db", 0)
			.runs("web", 1);
		Explanation explanation = worlds.explain("db");
		assertThat(explanation.sentence()).isEqualTo("db has the 1 instance that is wanted.");
		assertThat(sentences(explanation)).containsExactly(
				"n1 has 1 instance of db, which costs 12.778: load 17.778, moving -5.",
				"n2 could have the instance of db that is on n1 for 76.111 more: load +71.111, moving +5.");
		assertThat(explanation.conflict()).isNull();
		assertThat(explanation.remedies()).isEmpty();
	}

	@Test
	void saysWhatAnInstanceSavesWhereItServesOthers() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("db", 1)
			.service("web", 1, Worlds.bias("db", BiasKind.PREFER))
			.runs("db", 0)
			.runs("web", 0);
		Standing placed = worlds.explain("db").nodes().get(0);
		assertThat(placed.sentence())
			.isEqualTo("n1 has 1 instance of db, which costs 95: bias -20, load 120, moving -5.");
	}

	@Test
	void theDifferenceIsWhatTheMoveReallyChanges() {
		for (int seed = 0; seed < 200; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Assignment assignment = new Solver().repair(problem).assignment();
			Problem running = problem.withCurrent(assignment);
			double before = new Evaluation(running, assignment).cost().total();
			for (var wanted : problem.services()) {
				var service = wanted.spec().service();
				for (Standing standing : new Explainer().explain(running, assignment, service).nodes()) {
					if (standing instanceof Standing.Possible possible && !possible.instead().isEmpty()) {
						Assignment moved = Assignments.moved(running, assignment, service, possible.instead(),
								possible.node());
						double after = new Evaluation(running, moved).cost().total();
						assertThat(possible.difference().total()).as("%s in world %s", possible, seed)
							.isCloseTo(after - before, within(1e-6));
					}
				}
			}
		}
	}

	@Test
	void namesEveryRuleThatDependsOnTheNodeAlone() {
		Worlds worlds = new Worlds().node("observer", "a", 4, Map.of(), Role.OBSERVER, Host.Mode.OPEN, 0)
			.nodes("n1", "n2")
			.node("n3", "a", 4, Map.of(), Role.MEMBER, Host.Mode.CORDONED, 0)
			.node("n4", "a", 4, Map.of(), Role.MEMBER, Host.Mode.DRAINING, 0)
			.node("n5", "a", 4, Map.of("disk", "hdd"), Role.MEMBER, Host.Mode.OPEN, 0)
			.nodes("n6")
			.service("db", 1, Worlds.where("disk=ssd"))
			.only(Set.of(0, 2, 3, 4, 5, 6), Map.of(2, "port 5432 is taken"));
		Explanation explanation = worlds.explain("db");
		assertThat(sentences(explanation)).containsExactly(
				"n1 does not offer db: it is not in its jar, or not enabled there.",
				"db failed to start on n2 a short while ago: port 5432 is taken.",
				"n3 is cordoned and takes nothing more.", "n4 is draining and is to be left by all.",
				"n5 has disk = hdd; db asks for disk = ssd.", "n6 has no disk; db asks for disk = ssd.",
				"observer only observes and hosts nothing.");
		assertThat(explanation.nodes()).extracting((standing) -> ((Standing.RuledOut) standing).rule())
			.containsExactly(Rule.NOT_OFFERED, Rule.FAILED_TO_START, Rule.CORDONED, Rule.DRAINING, Rule.WHERE,
					Rule.WHERE, Rule.OBSERVER);
	}

	@Test
	void namesTheRoomAndTheDemand() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.node("n3", "a", 1)
			.service("big", 1, Worlds.demand(3))
			.service("small", 1, Worlds.demand(1.5))
			.runs("big", 1)
			.runs("small", 0);
		assertThat(sentences(worlds.explain("small"))).endsWith(
				"n2 has 1 of its capacity of 4 left, and small takes 1.5.",
				"small takes 1.5, more than the whole capacity of n3, which is 1.");
	}

	@Test
	void namesTheNeighbourThatMustNotBe() {
		Worlds worlds = new Worlds().nodes("n1", "n2", "n3", "n4")
			.service("payment", 1, Worlds.bias("ads", BiasKind.NEVER))
			.service("ads", 2)
			.runs("payment", 0)
			.runs("ads", 1, 2);
		assertThat(sentences(worlds.explain("payment"))).contains("payment must never be with ads, which is on n2.");
		assertThat(sentences(worlds.explain("ads"))).contains("payment on n1 must never be with ads.");
	}

	@Test
	void namesTheTagThatANeighbourBears() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("payment", 1, Worlds.bias("noisy", BiasKind.NEVER))
			.tagged("ads", 1, "noisy")
			.runs("payment", 0)
			.runs("ads", 1);
		assertThat(sentences(worlds.explain("payment")))
			.contains("payment must never be with tag 'noisy', which ads on n2 bears.");
		assertThat(sentences(worlds.explain("ads")))
			.contains("payment on n1 must never be with tag 'noisy', which ads bears.");
	}

	@Test
	void namesTheOtherOfItsOwnKind() {
		Worlds worlds = new Worlds().nodes("n1").service("ads", 2, (draft) -> {
			draft.maxPerNode = 2;
			draft.biases = List.of(new Bias("ads", BiasKind.ALWAYS));
		});
		assertThat(sentences(
				new Worlds().nodes("n1", "n2").service("ads", 1, Worlds.bias("ads", BiasKind.ALWAYS)).explain("ads")))
			.contains("ads must always be with another of its own kind, and none is on n2.");
		assertThat(worlds.solved().total(Worlds.service("ads"))).isEqualTo(2);
	}

	@Test
	void namesWhoIsNotThere() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.tagged("inventory", 1, "stock")
			.service("cart", 1, Worlds.bias("inventory", BiasKind.ALWAYS))
			.service("price", 1, Worlds.bias("stock", BiasKind.ALWAYS))
			.service("lost", 1, Worlds.bias("nobody", BiasKind.ALWAYS))
			.runs("inventory", 0)
			.runs("cart", 0)
			.runs("price", 0);
		assertThat(sentences(worlds.explain("cart")))
			.contains("cart must always be with inventory, which is not on n2.");
		assertThat(sentences(worlds.explain("price")))
			.contains("price must always be with tag 'stock', which nothing on n2 bears.");
		assertThat(sentences(worlds.explain("lost")))
			.contains("lost must always be with tag 'nobody', which no service bears.");
		assertThat(sentences(worlds.explain("inventory")))
			.contains("inventory cannot leave n1: it is the last there that cart must always be with.");
	}

	@Test
	void countsByNodeAndByZone() {
		Worlds worlds = new Worlds().nodes("n1", "n2", "n3")
			.service("db", 3, (draft) -> draft.maxPerZone = 2)
			.runs("db", 0, 1);
		Explanation explanation = worlds.explain("db");
		assertThat(explanation.sentence()).isEqualTo("db has 2 instances and must have 3.");
		assertThat(sentences(explanation))
			.contains("zone a, where n3 is, has 2 instances of db, and at most 2 may be in one zone.");
	}

	@Test
	void saysWhereAnotherInstanceCouldBe() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("web", new Replicas(1, 2), (draft) -> draft.target = 2)
			.runs("web", 0);
		Explanation explanation = worlds.explain("web");
		assertThat(explanation.sentence()).isEqualTo("web has 1 instance and should have 2.");
		assertThat(sentences(explanation)).contains("n2 could have another instance of web for 40: load 40.");
	}

	@Test
	void refusesAServiceThatIsNotToBePlaced() {
		assertThatThrownBy(() -> new Worlds().nodes("n1").explain("web")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("'web@1' is not among the services to place: ask for one of the problem's");
	}

	private static List<String> sentences(Explanation explanation) {
		return explanation.nodes().stream().map(Standing::sentence).toList();
	}

}

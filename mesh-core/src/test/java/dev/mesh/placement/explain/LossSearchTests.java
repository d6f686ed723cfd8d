package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.Role;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Host;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Replicas;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators read about what could die.
 */
class LossSearchTests {

	@Test
	void saysWhoWouldBeGoneAndWhoWouldBeFewer() {
		Worlds worlds = new Worlds().node("n1", "a", 4)
			.node("n2", "b", 4)
			.service("db", 2)
			.service("web", new Replicas(1, 3), (draft) -> draft.target = 2)
			.service("batch", 1, Worlds.demand(3))
			.service("cache", 1, Worlds.demand(3))
			.runs("db", 0, 1)
			.runs("web", 0, 1)
			.runs("batch", 0)
			.runs("cache", 1);
		LossReport report = report(worlds);
		assertThat(report.losses()).extracting(Loss::sentence)
			.containsExactly(
					"If n1 died, batch would have no instance and must have 1, db would have 1 instance and must "
							+ "have 2 and web would have 1 instance and should have 2.",
					"If n2 died, cache would have no instance and must have 1, db would have 1 instance and must "
							+ "have 2 and web would have 1 instance and should have 2.",
					"If zone a died, batch would have no instance and must have 1, db would have 1 instance and must "
							+ "have 2 and web would have 1 instance and should have 2.",
					"If zone b died, cache would have no instance and must have 1, db would have 1 instance and must "
							+ "have 2 and web would have 1 instance and should have 2.");
		assertThat(report.harmful()).hasSize(4).allMatch(Loss::proven);
	}

	@Test
	void saysThatAllWouldBePlaced() {
		Worlds worlds = new Worlds().nodes("n1", "n2", "n3").service("db", 2).runs("db", 0, 1);
		LossReport report = report(worlds);
		assertThat(report.losses()).extracting(Loss::sentence)
			.containsExactly("If n1 died, all would be placed elsewhere.", "If n2 died, all would be placed elsewhere.",
					"If n3 died, all would be placed elsewhere.");
		assertThat(report.harmful()).isEmpty();
	}

	@Test
	void saysWhoWouldBeOverCapacity() {
		Worlds worlds = new Worlds().node("n1", "a", 4, Map.of(), Role.MEMBER, Host.Mode.OPEN, 0)
			.node("n2", "a", 4, Map.of(), Role.MEMBER, Host.Mode.OPEN, 1)
			.service("db", 1)
			.service("web", 1)
			.runs("db", 0)
			.runs("web", 1);
		worlds.services.replaceAll((wanted) -> new Wanted(wanted.spec(), wanted.target(), wanted.offered(),
				wanted.barred(), 2.5, wanted.startUp()));
		assertThat(report(worlds).losses()).extracting(Loss::sentence)
			.containsExactly("If n1 died, n2 would carry 6 at a capacity of 4.",
					"If n2 died, n1 would carry 5 at a capacity of 4.");
	}

	@Test
	void whatIsMissingAlreadyIsNotBlamedOnALoss() {
		Worlds worlds = new Worlds().nodes("n1", "n2")
			.service("huge", 1, Worlds.demand(9))
			.service("db", 1)
			.runs("db", 0);
		assertThat(report(worlds).harmful()).isEmpty();
	}

	@Test
	void aSingleNodeAndASingleZoneHaveNoReport() {
		assertThat(report(new Worlds().nodes("n1").service("db", 1).runs("db", 0)).losses()).isEmpty();
		assertThat(report(new Worlds()).losses()).isEmpty();
	}

	@Test
	void whatIsSaidOfSmallWorldsIsTrue() {
		int harmful = 0;
		for (int seed = 0; seed < 600; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Assignment assignment = new Solver().repair(problem).assignment();
			for (Loss loss : new LossSearch().report(problem, assignment).losses()) {
				boolean fits = fitsWithout(problem, assignment, loss);
				assertThat(loss.proven()).as("proof of %s in world %s", loss, seed).isTrue();
				assertThat(loss.pending().isEmpty()).as("%s in world %s", loss, seed).isEqualTo(fits);
				harmful += fits ? 0 : 1;
			}
		}
		assertThat(harmful).isGreaterThan(100);
	}

	@Test
	void theSameWorldInAnyOrderHasTheSameReport() {
		for (int seed = 0; seed < 200; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Problem shuffled = new SmallWorlds(seed + 1).shuffled(problem);
			Assignment assignment = new Solver().repair(problem).assignment();
			assertThat(new LossSearch().report(shuffled, assignment)).as("report on world %s", seed)
				.isEqualTo(new LossSearch().report(problem, assignment));
		}
	}

	private static boolean fitsWithout(Problem problem, Assignment assignment, Loss loss) {
		List<Host> left = new ArrayList<>(problem.hosts());
		left.removeIf((host) -> (loss.kind() == Loss.Kind.NODE) ? host.node().name().equals(loss.name())
				: host.node().zone().equals(loss.name()));
		Map<ServiceId, Integer> fewest = new HashMap<>();
		problem.services()
			.forEach((wanted) -> fewest.put(wanted.spec().service(),
					Math.min(wanted.spec().replicas().min(), assignment.total(wanted.spec().service()))));
		return BruteForce.fits(Change.with(problem.withCurrent(assignment), left, problem.services()), fewest);
	}

	private static LossReport report(Worlds worlds) {
		return new LossSearch().report(worlds.problem(), worlds.running());
	}

}

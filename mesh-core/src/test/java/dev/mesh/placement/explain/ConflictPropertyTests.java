package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Fit;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Solver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conflicts of small random worlds, held against trying everything.
 */
class ConflictPropertyTests {

	private static final int WORLDS = 800;

	private final Solver solver = new Solver();

	private final ConflictSearch search = new ConflictSearch();

	@Test
	void everyShortfallHasAConflictThatReallyDoesNotFit() {
		int found = 0;
		for (int seed = 0; seed < WORLDS; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Solution solution = this.solver.repair(problem);
			for (Solution.Shortfall shortfall : solution.shortfalls()) {
				Contradiction conflict = this.search.find(problem, solution.assignment(), shortfall.service());
				assertThat(conflict).as("conflict of %s in world %s", shortfall, seed).isNotNull();
				assertThat(fits(problem, conflict.claims(), conflict.clauses()))
					.as("%s in world %s fits", conflict, seed)
					.isFalse();
				assertThat(conflict.claims()).as("claims in world %s", seed)
					.anyMatch((claim) -> claim.service().equals(shortfall.service()));
				assertThat(conflict.nodes()).as("reasons in world %s", seed).hasSameSizeAs(problem.hosts());
				assertThat(conflict.proven()).as("proof in world %s", seed).isTrue();
				found++;
			}
		}
		assertThat(found).isGreaterThan(WORLDS / 4);
	}

	@Test
	void ofAMinimalConflictNothingCanBeSpared() {
		int minimal = 0;
		int all = 0;
		for (int seed = 0; seed < WORLDS; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Assignment assignment = this.solver.repair(problem).assignment();
			for (Contradiction conflict : this.search.findAll(problem, assignment, 3)) {
				all++;
				if (conflict.minimal()) {
					minimal++;
					assertNothingCanBeSpared(problem, conflict, seed);
				}
			}
		}
		assertThat(minimal).isGreaterThan(all * 9 / 10);
	}

	private static void assertNothingCanBeSpared(Problem problem, Contradiction conflict, int seed) {
		for (Claim claim : conflict.claims()) {
			List<Claim> fewer = new ArrayList<>(conflict.claims());
			fewer.remove(claim);
			assertThat(fits(problem, fewer, conflict.clauses())).as("%s without %s in world %s", conflict, claim, seed)
				.isTrue();
		}
		for (Clause clause : conflict.clauses()) {
			List<Clause> fewer = new ArrayList<>(conflict.clauses());
			fewer.remove(clause);
			assertThat(fits(problem, conflict.claims(), fewer)).as("%s without %s in world %s", conflict, clause, seed)
				.isTrue();
		}
	}

	@Test
	void theSameWorldInAnyOrderHasTheSameConflicts() {
		for (int seed = 0; seed < 300; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Problem shuffled = new SmallWorlds(seed + 1).shuffled(problem);
			Assignment assignment = this.solver.repair(problem).assignment();
			assertThat(this.search.findAll(shuffled, assignment, 3)).as("conflicts in world %s", seed)
				.isEqualTo(this.search.findAll(problem, assignment, 3));
		}
	}

	@Test
	void theVerdictOnWhatFitsIsTrue() {
		int unknown = 0;
		for (int seed = 0; seed < WORLDS; seed++) {
			Problem problem = new SmallWorlds(seed).next();
			Fit fit = this.solver.fit(problem, Map.of(), 4_000);
			boolean fits = BruteForce.fits(problem, Map.of());
			assertThat(this.solver.verdict(problem, Map.of(), 4_000)).as("verdict on world %s", seed)
				.isEqualTo(fit.verdict());
			unknown += (fit.verdict() == Fit.Verdict.UNKNOWN) ? 1 : 0;
			if (fit.verdict() != Fit.Verdict.UNKNOWN) {
				assertThat(fit.verdict() == Fit.Verdict.FITS).as("verdict on world %s", seed).isEqualTo(fits);
				assertThat(fit.missing().isEmpty()).as("missing in world %s", seed).isEqualTo(fits);
			}
		}
		assertThat(unknown).isZero();
	}

	private static boolean fits(Problem problem, List<Claim> claims, List<Clause> clauses) {
		Subproblem part = Subproblem.of(problem, claims, clauses);
		return BruteForce.fits(part.problem(), part.fewest());
	}

}

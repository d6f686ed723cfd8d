package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Fit;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Solver;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.BiasKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what keeps a service below its fewest instances: the smallest set of claims
 * and rules that cannot all hold, by leaving away first services, then rules, as long as
 * the rest is still in conflict. Stateless and thread-safe; the effort is bounded in
 * steps, and what could not be proven within them is said.
 */
public final class ConflictSearch {

	/** So many parts of the problem are looked at for each kind of thing. */
	private static final int MAX_TRIALS = 300;

	/** So many at least, however large the problem. */
	private static final int MIN_TRIALS = 40;

	/** Trials times pairs of services and hosts. */
	private static final long WORK = 2_000_000;

	/** A look that ends without a verdict takes the longest, and counts for more. */
	private static final int PRICE_OF_DOUBT = 5;

	private static final long EFFORT = 4_000;

	/** For the last look at what was found without a proof. */
	private static final long LAST_EFFORT = 100_000;

	private final Solver solver = new Solver();

	/**
	 * Find what keeps a service below its fewest.
	 * @param problem the world
	 * @param assignment the best that was found for it: what others have there, up to
	 * their fewest, they claim
	 * @param service the service, which claims its fewest
	 * @return the conflict, or {@code null} if all claims fit
	 * @throws IllegalArgumentException if the service is not one of the problem's
	 */
	public @Nullable Contradiction find(Problem problem, Assignment assignment, ServiceId service) {
		Wanted focus = new Scene(problem, assignment).wanted(service);
		Claim claim = new Claim(service, focus.spec().replicas().min());
		List<Claim> others = reached(problem, assignment, service);
		List<Clause> clauses = clauses(problem);
		Fit.Verdict start = verdict(problem, with(claim, others), clauses, EFFORT);
		if (start == Fit.Verdict.FITS) {
			return null;
		}
		boolean provable = start == Fit.Verdict.IMPOSSIBLE;
		if (!provable
				&& verdict(problem, with(claim, asked(problem, focus, others)), clauses, 1) == Fit.Verdict.IMPOSSIBLE) {
			others = asked(problem, focus, others);
			provable = true;
		}
		return smallest(problem, assignment, claim, others, clauses, new Trials(problem, provable));
	}

	private @Nullable Contradiction smallest(Problem problem, Assignment assignment, Claim claim, List<Claim> others,
			List<Clause> clauses, Trials trials) {
		List<Claim> claims = with(claim,
				new Minimizer<Claim>((some) -> trials.conflict(problem, with(claim, some), clauses)).minimize(others));
		trials.check(problem, claims.stream().filter((each) -> !each.equals(claim)).toList(), clauses);
		List<Clause> kept = smallest(problem, claims, relevant(problem, claims, clauses), trials);
		Contradiction smallest = conflict(problem, assignment, claim.service(), claims, kept, trials.exact);
		// Without a proof too much may have been left away.
		return (smallest != null) ? smallest
				: conflict(problem, assignment, claim.service(), with(claim, others), clauses, false);
	}

	/** Leaves away whole kinds of rules first, which in a large conflict is most. */
	private List<Clause> smallest(Problem problem, List<Claim> claims, List<Clause> clauses, Trials trials) {
		boolean exact = trials.exact;
		trials.begin();
		List<Rule> kinds = new Minimizer<Rule>((some) -> trials.conflict(problem, claims, ofKinds(clauses, some)))
			.minimize(clauses.stream().map(Clause::rule).distinct().sorted().toList());
		// That a kind is needed is not told of anything; that a clause is, is looked at
		// now.
		trials.exact = exact;
		trials.begin();
		return new Minimizer<Clause>((some) -> trials.conflict(problem, claims, some))
			.minimize(ofKinds(clauses, kinds));
	}

	private static List<Clause> ofKinds(List<Clause> clauses, List<Rule> kinds) {
		return clauses.stream().filter((clause) -> kinds.contains(clause.rule())).toList();
	}

	private @Nullable Contradiction conflict(Problem problem, Assignment assignment, ServiceId service,
			List<Claim> claims, List<Clause> clauses, boolean exact) {
		Subproblem part = Subproblem.of(problem, claims, clauses);
		Fit fit = this.solver.fit(part.problem(), part.fewest(), LAST_EFFORT);
		if (fit.verdict() == Fit.Verdict.FITS) {
			return null;
		}
		boolean proven = fit.verdict() == Fit.Verdict.IMPOSSIBLE;
		List<Clause> sorted = clauses.stream().sorted(Clause.TELLING_FIRST).toList();
		return new ConflictReport(problem, assignment, part, fit).conflict(service, claims, sorted, proven,
				proven && exact);
	}

	/**
	 * Find a conflict for each service below its fewest, unless it has a claim in one
	 * already found.
	 * @param problem the world
	 * @param assignment the best that was found for it
	 * @param most the most conflicts to look for
	 * @return the conflicts, those of the greatest priority first
	 */
	public List<Contradiction> findAll(Problem problem, Assignment assignment, int most) {
		List<Contradiction> conflicts = new ArrayList<>();
		List<ServiceId> wanting = problem.services()
			.stream()
			.filter((wanted) -> assignment.total(wanted.spec().service()) < wanted.spec().replicas().min())
			.sorted(Comparator.comparing((Wanted wanted) -> -(long) wanted.spec().priority())
				.thenComparing((wanted) -> wanted.spec().service()))
			.map((wanted) -> wanted.spec().service())
			.toList();
		for (ServiceId service : wanting) {
			boolean told = conflicts.stream()
				.flatMap((conflict) -> conflict.claims().stream())
				.anyMatch((claim) -> claim.service().equals(service));
			Contradiction conflict = (told || conflicts.size() >= most) ? null : find(problem, assignment, service);
			if (conflict != null) {
				conflicts.add(conflict);
			}
		}
		return conflicts;
	}

	/** What others have, up to their fewest. */
	private static List<Claim> reached(Problem problem, Assignment assignment, ServiceId service) {
		return problem.services()
			.stream()
			.filter((wanted) -> !wanted.spec().service().equals(service))
			.map((wanted) -> new Claim(wanted.spec().service(),
					Math.min(wanted.spec().replicas().min(), assignment.total(wanted.spec().service()))))
			.filter((claim) -> claim.instances() > 0)
			.sorted()
			.toList();
	}

	/** What those ask that matter no less, and what the others have. */
	private static List<Claim> asked(Problem problem, Wanted focus, List<Claim> reached) {
		Map<ServiceId, Claim> claims = new TreeMap<>();
		reached.forEach((claim) -> claims.put(claim.service(), claim));
		problem.services()
			.stream()
			.map(Wanted::spec)
			.filter((spec) -> spec.priority() >= focus.spec().priority())
			.forEach((spec) -> claims.put(spec.service(), new Claim(spec.service(), spec.replicas().min())));
		claims.remove(focus.spec().service());
		return List.copyOf(claims.values());
	}

	private static List<Claim> with(Claim claim, List<Claim> others) {
		List<Claim> claims = new ArrayList<>(others);
		claims.add(claim);
		claims.sort(null);
		return claims;
	}

	/** All clauses; the most instances bind only those whom others must be with. */
	private static List<Clause> clauses(Problem problem) {
		List<Clause> clauses = new ArrayList<>();
		problem.services()
			.stream()
			.sorted(Comparator.comparing((wanted) -> wanted.spec().service()))
			.forEach((wanted) -> Clause.of(wanted)
				.stream()
				.filter((clause) -> clause.rule() != Rule.REPLICAS || isNeeded(problem, wanted))
				.forEach(clauses::add));
		return clauses;
	}

	private static boolean isNeeded(Problem problem, Wanted wanted) {
		for (Wanted other : problem.services()) {
			for (Bias bias : other.spec().biases()) {
				if (bias.kind() == BiasKind.ALWAYS && wanted.spec().bears(bias.tag())) {
					return true;
				}
			}
		}
		return false;
	}

	private static List<Clause> relevant(Problem problem, List<Claim> claims, List<Clause> clauses) {
		Subproblem part = Subproblem.of(problem, claims, clauses);
		return clauses.stream().filter((clause) -> part.fewest().containsKey(clause.service())).toList();
	}

	private Fit.Verdict verdict(Problem problem, List<Claim> claims, List<Clause> clauses, long effort) {
		Subproblem part = Subproblem.of(problem, claims, clauses);
		return this.solver.verdict(part.problem(), part.fewest(), effort);
	}

	/** The looks at parts of the problem, counted. */
	private final class Trials {

		private final boolean provable;

		private final int most;

		private int left;

		/** Whether everything that was kept is known to be needed. */
		private boolean exact = true;

		Trials(Problem problem, boolean provable) {
			long pairs = Math.max(1, (long) problem.services().size() * problem.hosts().size());
			this.provable = provable;
			this.most = (int) Math.max(MIN_TRIALS, Math.min(MAX_TRIALS, WORK / pairs));
			begin();
		}

		void begin() {
			this.left = this.most;
		}

		/**
		 * Looks whether the claims fit, as they must if nothing of them can be spared.
		 */
		void check(Problem problem, List<Claim> claims, List<Clause> clauses) {
			this.exact &= verdict(problem, claims, clauses, EFFORT) == Fit.Verdict.FITS;
		}

		/**
		 * Where the whole is proven to be in conflict, only what is proven is left away.
		 * Else whatever does not fit is taken for a conflict.
		 */
		boolean conflict(Problem problem, List<Claim> claims, List<Clause> clauses) {
			if (this.left <= 0) {
				this.exact = false;
				return false;
			}
			Fit.Verdict verdict = verdict(problem, claims, clauses, EFFORT);
			this.left -= (verdict == Fit.Verdict.UNKNOWN) ? PRICE_OF_DOUBT : 1;
			this.exact &= verdict != Fit.Verdict.UNKNOWN;
			return verdict == Fit.Verdict.IMPOSSIBLE || (verdict == Fit.Verdict.UNKNOWN && !this.provable);
		}

	}

}

package dev.mesh.placement.solver;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.mesh.directory.ServiceId;

/**
 * Finds the best assignment for a problem. Stateless and thread-safe; works on the
 * calling thread and takes time in proportion to the size of the problem, not to a clock.
 * The same problem, in whatever order its parts are given, has the same solution on every
 * machine.
 */
public final class Solver {

	/** A bound for what has always ended after two or three rounds. */
	private static final int MAX_ROUNDS = 8;

	/**
	 * Place what is missing and keep what runs: a running instance is moved only if
	 * otherwise more would be missing, or if the move saves more than it costs. Repairing
	 * the result again changes nothing.
	 * @param problem the world
	 * @return the best that was found
	 */
	public Solution repair(Problem problem) {
		Search search = new Search(Start.of(new Model(problem)), Search.Proof.NONE);
		return settled(problem, search.repair(), search.proof());
	}

	/**
	 * Look for the best assignment, the cost of moving included. Repairing the result
	 * changes nothing.
	 * @param problem the world
	 * @return the best that was found
	 */
	public Solution optimize(Problem problem) {
		Search search = new Search(Start.of(new Model(problem)), Search.Proof.NONE);
		return settled(problem, search.optimize(), search.proof());
	}

	/**
	 * Tell whether everybody's fewest fit, the cost of it left aside. What runs stays
	 * where nothing speaks against it.
	 * @param problem the world
	 * @param fewest how many instances of a service must be placed: from 0, for one that
	 * may be placed if it serves others, to the fewest of its spec, which hold for all
	 * services that are not named
	 * @param effort a bound for the search where it is not seen at once: about how many
	 * places for an instance it looks at, from 1
	 * @return the verdict, with the assignment that came nearest
	 */
	public Fit fit(Problem problem, Map<ServiceId, Integer> fewest, long effort) {
		return new Fitting(Start.of(new Model(problem, fewest)), effort).fit();
	}

	/**
	 * Tell whether everybody's fewest fit, as {@link #fit} does, without looking for the
	 * nearest where it is seen at once that they do not.
	 * @param problem the world
	 * @param fewest how many instances of a service must be placed
	 * @param effort a bound for the search
	 * @return the verdict
	 */
	public Fit.Verdict verdict(Problem problem, Map<ServiceId, Integer> fewest, long effort) {
		Model model = new Model(problem, fewest);
		return Fitting.isPlainlyImpossible(model) ? Fit.Verdict.IMPOSSIBLE
				: new Fitting(Start.of(model), effort).fit().verdict();
	}

	/**
	 * Repairs until nothing changes. Where nothing is missing and every host is open,
	 * once is enough, since the descent leaves no move that is worth it. Otherwise a
	 * search from the new place may find what the one from the old did not.
	 */
	private static Solution settled(Problem problem, State state, Search.Proof first) {
		Assignment reached = state.toAssignment();
		if (isFinal(state)) {
			return solution(state, reached, first);
		}
		Search.Proof proof = first;
		boolean changes = true;
		for (int round = 1; changes && round < MAX_ROUNDS; round++) {
			Search search = new Search(Start.of(new Model(problem.withCurrent(reached))), proof);
			Assignment next = search.repair().toAssignment();
			proof = search.proof();
			changes = !next.equals(reached);
			reached = next;
		}
		State last = new State(state.model);
		last.addAll(reached);
		return solution(last, reached, proof);
	}

	private static boolean isFinal(State state) {
		return state.missingTotal() == 0 && state.model.hosts.stream().allMatch((host) -> host.mode() == Host.Mode.OPEN)
				&& state.model.services.stream().allMatch((wanted) -> wanted.barred().isEmpty());
	}

	private static Solution solution(State state, Assignment assignment, Search.Proof proof) {
		Model model = state.model;
		List<Solution.Shortfall> shortfalls = IntStream.range(0, model.serviceCount())
			.filter((service) -> state.counts.total(service) < model.min[service])
			.boxed()
			.sorted(Comparator.comparingInt((service) -> model.priority[service]))
			.map((service) -> new Solution.Shortfall(model.spec(service).service(),
					model.min[service] - state.counts.total(service)))
			.toList();
		return new Solution(assignment, shortfalls, state.terms().toCost(), shortfalls.isEmpty() || proof.min());
	}

}

package dev.mesh.placement.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
		Model model = new Model(problem);
		Search search = new Search(model, Search.Proof.NONE);
		State state = search.repair();
		return solution(model, settled(problem, state, search.proof()));
	}

	/**
	 * Look for the best assignment, the cost of moving included. Repairing the result
	 * changes nothing.
	 * @param problem the world
	 * @return the best that was found
	 */
	public Solution optimize(Problem problem) {
		Model model = new Model(problem);
		Search search = new Search(model, Search.Proof.NONE);
		State state = search.optimize();
		return solution(model, settled(problem, state, search.proof()));
	}

	/**
	 * Repairs until nothing changes. Where nothing is missing and every host is open,
	 * once is enough, since the descent leaves no move that is worth it. Otherwise a
	 * search from the new place may find what the one from the old did not.
	 */
	private static Settled settled(Problem problem, State state, Search.Proof first) {
		Assignment reached = state.toAssignment();
		Search.Proof proof = first;
		boolean changes = !isFinal(state);
		for (int round = 1; changes && round < MAX_ROUNDS; round++) {
			Search search = new Search(new Model(problem.withCurrent(reached)), proof);
			Assignment next = search.repair().toAssignment();
			proof = search.proof();
			changes = !next.equals(reached);
			reached = next;
		}
		return new Settled(reached, proof);
	}

	private record Settled(Assignment assignment, Search.Proof proof) {

	}

	private static boolean isFinal(State state) {
		return state.missingTotal() == 0 && state.model.hosts.stream().allMatch((host) -> host.mode() == Host.Mode.OPEN)
				&& state.model.services.stream().allMatch((wanted) -> wanted.barred().isEmpty());
	}

	private static Solution solution(Model model, Settled settled) {
		Assignment assignment = settled.assignment();
		State state = new State(model);
		List<Integer> order = new ArrayList<>();
		for (int service = 0; service < model.serviceCount(); service++) {
			order.add(service);
			for (int host : model.allowed[service]) {
				int count = assignment.count(model.spec(service).service(), model.node(host).id());
				for (int i = 0; i < count; i++) {
					state.add(service, host);
				}
			}
		}
		order.sort(Comparator.comparingInt((service) -> model.priority[service]));
		List<Solution.Shortfall> shortfalls = order.stream()
			.filter((service) -> state.counts.total(service) < model.min[service])
			.map((service) -> new Solution.Shortfall(model.spec(service).service(),
					model.min[service] - state.counts.total(service)))
			.toList();
		boolean proven = shortfalls.isEmpty() || settled.proof().min();
		return new Solution(assignment, shortfalls, state.terms().toCost(), proven);
	}

}

package dev.mesh.placement.solver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * Looks at every assignment and keeps the least that is missing below everybody's fewest,
 * by priority.
 */
final class ExhaustiveSearch {

	private final Problem problem;

	private final NaiveModel naive;

	private final List<Integer> priorities;

	private final int[][] counts;

	private int[] least;

	ExhaustiveSearch(Problem problem) {
		this.problem = problem;
		this.naive = new NaiveModel(problem);
		this.priorities = problem.services()
			.stream()
			.map((wanted) -> wanted.spec().priority())
			.distinct()
			.sorted(Comparator.reverseOrder())
			.toList();
		this.counts = new int[problem.services().size()][problem.hosts().size()];
		this.least = missing(Assignment.NONE);
	}

	/** What is missing below the fewest, the greatest priority first. */
	int[] missing(Assignment assignment) {
		int[] missing = new int[this.priorities.size()];
		for (Wanted wanted : this.problem.services()) {
			int below = wanted.spec().replicas().min() - assignment.total(wanted.spec().service());
			missing[this.priorities.indexOf(wanted.spec().priority())] += Math.max(0, below);
		}
		return missing;
	}

	int[] leastMissing() {
		look(0, 0);
		return this.least;
	}

	private void look(int service, int host) {
		if (Arrays.stream(this.least).sum() == 0) {
			return;
		}
		if (service == this.counts.length) {
			Assignment assignment = assignment();
			int[] missing = missing(assignment);
			if (Arrays.compare(missing, this.least) < 0 && this.naive.violations(assignment).isEmpty()) {
				this.least = missing;
			}
			return;
		}
		if (host == this.counts[service].length) {
			look(service + 1, 0);
			return;
		}
		Wanted wanted = this.problem.services().get(service);
		int room = this.naive.wanted(wanted) - Arrays.stream(this.counts[service]).sum();
		int most = Math.min(room, this.naive.limit(wanted, this.problem.hosts().get(host)));
		for (int count = most; count >= 0; count--) {
			this.counts[service][host] = count;
			if (fits(host)) {
				look(service, host + 1);
			}
		}
		this.counts[service][host] = 0;
	}

	/** What does not fit now will not fit with more. */
	private boolean fits(int host) {
		double used = 0;
		for (int service = 0; service < this.counts.length; service++) {
			used += this.counts[service][host] * this.problem.services().get(service).spec().demand();
		}
		return used == 0 || used <= this.problem.hosts().get(host).node().capacity() + 1e-9;
	}

	private Assignment assignment() {
		Map<ServiceId, Map<NodeId, Integer>> assignment = new HashMap<>();
		for (int service = 0; service < this.counts.length; service++) {
			Map<NodeId, Integer> on = new HashMap<>();
			for (int host = 0; host < this.counts[service].length; host++) {
				if (this.counts[service][host] > 0) {
					on.put(this.problem.hosts().get(host).node().id(), this.counts[service][host]);
				}
			}
			assignment.put(this.problem.services().get(service).spec().service(), on);
		}
		return new Assignment(assignment);
	}

}

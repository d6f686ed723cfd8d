package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Fit;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solver;
import org.jspecify.annotations.Nullable;

/**
 * Finds changes that help a service which is below its fewest, and tries each one out.
 * Stateless and thread-safe.
 */
final class RemedySearch {

	private static final int MAX_TRIALS = 32;

	private static final int MAX_REMEDIES = 8;

	private static final long EFFORT = 4_000;

	private final Solver solver = new Solver();

	/** Those that help fully come first; those that help in part only if none does. */
	List<Remedy> find(Problem problem, Assignment assignment, ServiceId service, @Nullable Contradiction conflict) {
		Problem running = problem.withCurrent(assignment);
		Fit base = this.solver.fit(running, Map.of(), EFFORT);
		int missing = base.missing().getOrDefault(service, 0);
		if (missing == 0) {
			return List.of();
		}
		Scene scene = new Scene(running, base.assignment());
		List<Change> changes = new ArrayList<>(new SpecChanges(scene, service, missing).list(conflict));
		changes.addAll(new NodeChanges(scene, service).list());
		List<Remedy> remedies = new ArrayList<>();
		for (Change change : changes.subList(0, Math.min(MAX_TRIALS, changes.size()))) {
			int left = missingAfter(change, base, service);
			if (left < missing) {
				remedies.add(new Remedy(change.order(), missing - left, left == 0));
			}
		}
		boolean anyComplete = remedies.stream().anyMatch(Remedy::complete);
		return remedies.stream().filter((remedy) -> remedy.complete() == anyComplete).limit(MAX_REMEDIES).toList();
	}

	/** How many are missing afterwards; all, if somebody else then misses more. */
	private int missingAfter(Change change, Fit base, ServiceId service) {
		Fit fit = this.solver.fit(change.changed(), Map.of(), EFFORT);
		boolean harmless = fit.missing()
			.entrySet()
			.stream()
			.allMatch((entry) -> entry.getValue() <= base.missing().getOrDefault(entry.getKey(), 0));
		return harmless ? fit.missing().getOrDefault(service, 0) : Integer.MAX_VALUE;
	}

}

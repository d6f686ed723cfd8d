package dev.mesh.placement.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Rule;
import dev.mesh.placement.solver.Traffic;
import dev.mesh.placement.solver.Wanted;
import dev.mesh.placement.spec.Bias;
import dev.mesh.placement.spec.NodeQuery;
import dev.mesh.placement.spec.Replicas;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.Spread;

/**
 * A part of a problem: some claims under some of the rules, wishes left aside. The
 * services that others must always be with are part of it, wanted or not: without a claim
 * they may be placed and need not be. Thus fewer claims or fewer rules never make it
 * harder.
 *
 * @param problem the services that play a part, the rules out of their specs lifted but
 * for those that count
 * @param fewest how many instances of each must be placed
 */
record Subproblem(Problem problem, Map<ServiceId, Integer> fewest) {

	static Subproblem of(Problem whole, Collection<Claim> claims, Collection<Clause> clauses) {
		Set<Clause> kept = new HashSet<>(clauses);
		Map<ServiceId, Integer> fewest = new HashMap<>();
		Map<ServiceId, Wanted> parts = new TreeMap<>();
		int most = 2 * whole.hosts().size() + claims.stream().mapToInt(Claim::instances).sum();
		claims.forEach((claim) -> fewest.put(claim.service(), claim.instances()));
		for (Wanted wanted : whole.services()) {
			if (fewest.containsKey(wanted.spec().service())) {
				parts.put(wanted.spec().service(), lifted(wanted, kept, most));
			}
		}
		addCompanions(whole, kept, most, parts);
		parts.keySet().forEach((service) -> fewest.putIfAbsent(service, 0));
		return new Subproblem(new Problem(whole.hosts(), List.copyOf(parts.values()), Traffic.NONE, whole.current(),
				whole.weights(), whole.seed()), fewest);
	}

	/** Adds whom the parts must be with, and whom those must be with in turn. */
	private static void addCompanions(Problem whole, Set<Clause> kept, int most, Map<ServiceId, Wanted> parts) {
		List<Wanted> open = new ArrayList<>(parts.values());
		while (!open.isEmpty()) {
			ServiceSpec spec = open.remove(open.size() - 1).spec();
			for (Bias bias : spec.biases()) {
				for (Wanted other : whole.services()) {
					ServiceId service = other.spec().service();
					if (Clause.of(spec, bias).rule() == Rule.ALWAYS && other.spec().bears(bias.tag())
							&& !parts.containsKey(service)) {
						Wanted companion = lifted(other, kept, most);
						parts.put(service, companion);
						open.add(companion);
					}
				}
			}
		}
	}

	private static Wanted lifted(Wanted wanted, Set<Clause> kept, int most) {
		ServiceSpec spec = wanted.spec();
		return SpecDraft.change(wanted, (draft) -> {
			draft.biases = spec.biases()
				.stream()
				.filter((bias) -> Clause.isHard(bias) && kept.contains(Clause.of(spec, bias)))
				.toList();
			draft.spread = Spread.NONE;
			draft.priority = 0;
			for (Clause clause : Clause.of(wanted)) {
				if (!kept.contains(clause)) {
					lift(draft, clause.rule(), most);
				}
			}
		});
	}

	private static void lift(SpecDraft draft, Rule rule, int most) {
		switch (rule) {
			case WHERE -> draft.where = NodeQuery.ANY;
			case CAPACITY -> draft.demand = 0;
			case MAX_PER_NODE -> draft.maxPerNode = Replicas.MAX_COUNT;
			case MAX_PER_ZONE -> draft.maxPerZone = ServiceSpec.UNLIMITED;
			case REPLICAS -> {
				int target = Math.min(Replicas.MAX_COUNT, Math.max(draft.target, most));
				draft.replicas = new Replicas(draft.replicas.min(), Math.max(draft.replicas.max(), target));
				draft.target = target;
			}
			default -> {
				// Biases have been left out already.
			}
		}
	}

}

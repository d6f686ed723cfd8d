package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;

/**
 * Spreads instances evenly: by their number relative to the nodes' capacities, every
 * instance of a service on a node of its own, none on observers.
 * <p>
 * What runs stays where it is, with one exception: a node that hosts nothing, as one that
 * has just joined, takes over from the fullest until that evens out no more. Stateless
 * and safe for use by any thread.
 */
public final class SpreadPlanner implements Planner {

	@Override
	public Plan plan(Snapshot snapshot) {
		Spread spread = new Spread(snapshot);
		List<Candidate> services = new ArrayList<>(snapshot.services());
		// Who has the least choice goes first; names settle the rest, so that the order
		// in which the world was listed does not matter.
		services.sort(Comparator.comparingInt((Candidate service) -> spread.hosts(service).size())
			.thenComparing(Candidate::service));
		services.forEach(spread::keep);
		services.forEach((service) -> spread.trim(service, wanted(service, spread)));
		services.forEach((service) -> spread.fill(service, wanted(service, spread)));
		spread.even();
		return result(snapshot, services, spread);
	}

	private static int wanted(Candidate service, Spread spread) {
		return Math.min(service.replicas().count(), spread.hosts(service).size());
	}

	private static Plan result(Snapshot snapshot, List<Candidate> services, Spread spread) {
		Plan current = snapshot.current();
		Map<ServiceId, Set<NodeId>> assignments = new HashMap<>(spread.assignments());
		assignments.values().removeIf(Set::isEmpty);
		List<Plan.Pending> pending = pending(snapshot, services, spread);
		if (assignments.equals(current.assignments()) && pending.equals(current.pending())) {
			return current;
		}
		return new Plan(current.epoch() + 1, assignments, pending);
	}

	private static List<Plan.Pending> pending(Snapshot snapshot, List<Candidate> services, Spread spread) {
		List<Plan.Pending> pending = new ArrayList<>();
		services.stream().sorted(Comparator.comparing(Candidate::service)).forEach((service) -> {
			int possible = spread.hosts(service).size();
			int wanted = service.replicas().equals(Replicas.ALL) ? Math.max(1, possible) : service.replicas().count();
			if (possible < wanted) {
				pending.add(new Plan.Pending(service.service(), wanted - possible,
						PendingReason.of(snapshot, service, spread.hosts(service), wanted)));
			}
		});
		return pending;
	}

}

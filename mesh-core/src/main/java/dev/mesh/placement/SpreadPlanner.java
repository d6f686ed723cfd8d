package dev.mesh.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Assignment;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;
import dev.mesh.placement.solver.Wanted;

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
	public Solution repair(Problem problem) {
		Spread spread = new Spread(problem);
		List<Wanted> services = new ArrayList<>(problem.services());
		// Who has the least choice goes first; names settle the rest, so that the order
		// in which the world was listed does not matter.
		services.sort(Comparator.comparingInt((Wanted service) -> spread.hosts(service).size())
			.thenComparing((service) -> service.spec().service()));
		services.forEach(spread::keep);
		services.forEach((service) -> spread.trim(service, wanted(service, spread)));
		services.forEach((service) -> spread.fill(service, wanted(service, spread)));
		spread.even();
		Map<ServiceId, Map<NodeId, Integer>> counts = new HashMap<>();
		spread.assignments()
			.forEach((service, nodes) -> nodes
				.forEach((node) -> counts.computeIfAbsent(service, (id) -> new HashMap<>()).put(node, 1)));
		return new Solution(new Assignment(counts), shortfalls(services, spread), new Solution.Cost(0, 0, 0, 0, 0),
				true);
	}

	private static int wanted(Wanted service, Spread spread) {
		int most = spread.hosts(service).size();
		return service.spec().replicas().isAll() ? most : Math.min(service.target(), most);
	}

	private static List<Solution.Shortfall> shortfalls(List<Wanted> services, Spread spread) {
		return services.stream()
			.filter((service) -> spread.hosts(service).size() < service.spec().replicas().min())
			.map((service) -> new Solution.Shortfall(service.spec().service(),
					service.spec().replicas().min() - spread.hosts(service).size()))
			.sorted(Comparator.comparing(Solution.Shortfall::service))
			.toList();
	}

}

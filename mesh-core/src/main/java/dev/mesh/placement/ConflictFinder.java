package dev.mesh.placement;

import java.util.List;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Problem;
import dev.mesh.placement.solver.Solution;

/**
 * Says what keeps services from having their fewest instances.
 */
@FunctionalInterface
interface ConflictFinder {

	/**
	 * Find the conflicts behind shortfalls.
	 * @param problem the world as it would be
	 * @param solution the best there is for it
	 * @param services the services that would miss more than they do now, at least one
	 * @return the conflicts, at least one
	 */
	List<Conflict> find(Problem problem, Solution solution, List<ServiceId> services);

}

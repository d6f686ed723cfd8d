package dev.mesh.placement.solver;

import java.util.List;

/**
 * A world to place services in. The order of nodes and services has no influence on the
 * solution.
 *
 * @param hosts the live nodes
 * @param services the services to place
 * @param traffic who calls whom
 * @param current what runs, or is under way, where
 * @param weights what counts how much
 * @param seed settles what is left to chance
 */
public record Problem(List<Host> hosts, List<Wanted> services, Traffic traffic, Assignment current, Weights weights,
		long seed) {

	public Problem {
		hosts = List.copyOf(hosts);
		services = List.copyOf(services);
	}

	/**
	 * Return the same world in which something else runs.
	 * @param current what runs, or is under way, where
	 * @return the changed problem
	 */
	public Problem withCurrent(Assignment current) {
		return new Problem(this.hosts, this.services, this.traffic, current, this.weights, this.seed);
	}

}

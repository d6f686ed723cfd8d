package dev.mesh.route;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * All policies at one moment. What was decided at run time goes before what the topology
 * says, and that before what this node was configured with. Immutable.
 *
 * @param revision grows with every book
 * @param routes what was decided at run time, by the name of the service
 * @param topology what the topology says
 * @param configured what this node was configured with
 * @param effective the policies in force; a service without one has its newest version
 * called
 */
public record RouteBook(long revision, Map<String, Route> routes, Map<String, RoutePolicy> topology,
		Map<String, RoutePolicy> configured, Map<String, RoutePolicy> effective) {

	public RouteBook {
		routes = Map.copyOf(routes);
		topology = Map.copyOf(topology);
		configured = Map.copyOf(configured);
		effective = Map.copyOf(effective);
	}

	static RouteBook of(long revision, Map<String, Route> routes, Map<String, RoutePolicy> topology,
			Map<String, RoutePolicy> configured) {
		Map<String, RoutePolicy> effective = new TreeMap<>(configured);
		effective.putAll(topology);
		routes.forEach((service, route) -> effective.put(service, route.policy()));
		return new RouteBook(revision, routes, topology, configured, effective);
	}

	/**
	 * Return where the policy of a service comes from.
	 * @param service the service's name
	 * @return the origin
	 */
	public Origin origin(String service) {
		if (this.routes.containsKey(service)) {
			return Origin.RUNTIME;
		}
		if (this.topology.containsKey(service)) {
			return Origin.TOPOLOGY;
		}
		return this.configured.containsKey(service) ? Origin.CONFIGURATION : Origin.NONE;
	}

	/**
	 * Return what was decided at run time about a service.
	 * @param service the service's name
	 * @return the route, or {@code null} if nothing was
	 */
	public @Nullable Route route(String service) {
		return this.routes.get(service);
	}

	/**
	 * Return the policy of a service.
	 * @param service the service's name
	 * @return the policy in force
	 */
	public RoutePolicy policy(String service) {
		return this.effective.getOrDefault(service, RoutePolicy.NEWEST);
	}

	/**
	 * Where a policy comes from.
	 */
	public enum Origin {

		/** Decided while the cluster runs. */
		RUNTIME,

		/** From the topology. */
		TOPOLOGY,

		/** From this node's configuration. */
		CONFIGURATION,

		/** From nowhere: the newest version is called. */
		NONE

	}

}

package dev.mesh.service;

import java.util.Map;
import java.util.Set;

import dev.mesh.route.RoutePolicy;

/**
 * What a node brings along about routes.
 *
 * @param policies the policies that hold unless the topology says, or people decide,
 * something else; by the name of the service
 * @param baggage the names of the baggage that may leave and enter the node
 */
public record RouteSettings(Map<String, RoutePolicy> policies, Set<String> baggage) {

	/**
	 * The newest versions are called, and no baggage travels.
	 */
	public static final RouteSettings NONE = new RouteSettings(Map.of(), Set.of());

	public RouteSettings {
		policies = Map.copyOf(policies);
		baggage = Set.copyOf(baggage);
	}

}

package dev.mesh.placement;

import java.util.List;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.solver.Rule;

/**
 * Why services cannot be placed together. Immutable.
 *
 * @param services the services that cannot all have their fewest instances
 * @param rule the rule that stands against it
 * @param nodes the nodes that were considered, by name, and why each was ruled out
 * @param reason all in one sentence
 */
public record Conflict(List<ServiceId> services, Rule rule, Map<String, String> nodes, String reason) {

	public Conflict {
		services = List.copyOf(services);
		nodes = Map.copyOf(nodes);
	}

}

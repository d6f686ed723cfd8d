package dev.mesh.spring.autoconfigure.actuate;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.Conflict;
import dev.mesh.placement.explain.Claim;
import dev.mesh.placement.explain.Clause;
import dev.mesh.placement.explain.Contradiction;
import dev.mesh.placement.solver.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Why services cannot be placed together.
 *
 * @param services the names of the services
 * @param rule the rule that stands against it, the first of several; {@code null} if
 * there are no nodes at all
 * @param nodes the nodes that were considered
 * @param reason all in one sentence
 */
public record ConflictDescriptor(List<String> services, @Nullable Rule rule, List<NodeDescriptor> nodes,
		String reason) {

	static ConflictDescriptor of(Conflict conflict) {
		return new ConflictDescriptor(names(conflict.services()), conflict.rule(),
				new TreeMap<>(conflict.nodes()).entrySet()
					.stream()
					.map((node) -> new NodeDescriptor(node.getKey(), node.getValue()))
					.toList(),
				conflict.reason());
	}

	static ConflictDescriptor of(Contradiction conflict) {
		List<ServiceId> services = conflict.claims().stream().map(Claim::service).toList();
		return new ConflictDescriptor(names(services), rule(conflict),
				conflict.nodes().stream().map((node) -> new NodeDescriptor(node.node(), node.sentence())).toList(),
				conflict.sentence());
	}

	/** The same of several rules as placement names when it refuses. */
	private static @Nullable Rule rule(Contradiction conflict) {
		return Stream.concat(conflict.clauses().stream().map(Clause::rule), conflict.rules().stream())
			.findFirst()
			.orElse(null);
	}

	/** By name alone, unless several versions of a service are in conflict. */
	private static List<String> names(List<ServiceId> services) {
		List<String> names = services.stream().map(ServiceId::name).toList();
		boolean ambiguous = names.stream().distinct().count() < names.size();
		return ambiguous ? services.stream().map(ServiceId::toString).toList() : names;
	}

	/**
	 * A node that was considered.
	 *
	 * @param node the name
	 * @param reason why it was ruled out
	 */
	public record NodeDescriptor(String node, String reason) {

	}

}

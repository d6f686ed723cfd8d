package dev.mesh.placement.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;

/**
 * At least one of several conditions.
 *
 * @param operands two or more, none of which is of this type
 */
record AnyOf(List<NodeQuery> operands) implements NodeQuery {

	AnyOf {
		operands = List.copyOf(operands);
	}

	static NodeQuery of(List<NodeQuery> operands) {
		List<NodeQuery> flat = operands.stream()
			.flatMap((each) -> (each instanceof AnyOf any) ? any.operands.stream() : Stream.of(each))
			.toList();
		return (flat.size() == 1) ? flat.get(0) : new AnyOf(flat);
	}

	@Override
	public boolean matches(Node node) {
		for (NodeQuery each : this.operands) {
			if (each.matches(node)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public List<String> evidence(Node node) {
		return this.operands.stream().flatMap((each) -> each.evidence(node).stream()).distinct().toList();
	}

	@Override
	public String toString() {
		return this.operands.stream().map(NodeQuery::toString).collect(Collectors.joining(" || "));
	}

}

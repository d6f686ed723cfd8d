package dev.mesh.placement.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mesh.cluster.Node;

/**
 * All of several conditions; of none, every node.
 *
 * @param operands none of which is of this type, and not exactly one
 */
record AllOf(List<NodeQuery> operands) implements NodeQuery {

	AllOf {
		operands = List.copyOf(operands);
	}

	static NodeQuery of(List<NodeQuery> operands) {
		List<NodeQuery> flat = operands.stream()
			.flatMap((each) -> (each instanceof AllOf all) ? all.operands.stream() : Stream.of(each))
			.toList();
		return (flat.size() == 1) ? flat.get(0) : new AllOf(flat);
	}

	@Override
	public boolean matches(Node node) {
		for (NodeQuery each : this.operands) {
			if (!each.matches(node)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public List<String> evidence(Node node) {
		return this.operands.stream().flatMap((each) -> each.evidence(node).stream()).distinct().toList();
	}

	@Override
	public String toString() {
		return this.operands.stream()
			.map((each) -> (each instanceof AnyOf) ? "(" + each + ")" : each.toString())
			.collect(Collectors.joining(" && "));
	}

}

package dev.mesh.placement.spec;

import java.util.List;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;

/**
 * What the node has under the key is one of several values.
 *
 * @param key the key
 * @param values at least one, sorted and distinct
 */
record Among(NodeKey key, List<String> values) implements NodeQuery {

	Among {
		values = values.stream().sorted().distinct().toList();
	}

	@Override
	public boolean matches(Node node) {
		for (String each : this.values) {
			if (this.key.is(node, each)) {
				return true;
			}
		}
		return false;
	}

	boolean isSingle() {
		return this.values.size() == 1;
	}

	String text(String operator) {
		return this.key + operator + NodeQueryLexer.written(this.values.get(0));
	}

	@Override
	public List<String> evidence(Node node) {
		return List.of(this.key.evidence(node));
	}

	@Override
	public String toString() {
		if (isSingle()) {
			return text(" = ");
		}
		return this.values.stream()
			.map(NodeQueryLexer::written)
			.collect(Collectors.joining(", ", this.key + " in (", ")"));
	}

}

package dev.mesh.placement.spec;

import java.util.List;

import dev.mesh.cluster.Node;

/**
 * The node has something under the key.
 *
 * @param key the key
 */
record Present(NodeKey key) implements NodeQuery {

	@Override
	public boolean matches(Node node) {
		return this.key.isPresent(node);
	}

	@Override
	public List<String> evidence(Node node) {
		return List.of(this.key.evidence(node));
	}

	@Override
	public String toString() {
		return this.key.toString();
	}

}

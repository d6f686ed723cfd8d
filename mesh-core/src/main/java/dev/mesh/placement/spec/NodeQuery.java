package dev.mesh.placement.spec;

import dev.mesh.cluster.Node;

/**
 * A condition on a node, written as an expression over its labels. Two queries are equal
 * if their texts are.
 */
public interface NodeQuery {

	/**
	 * Every node.
	 */
	NodeQuery ANY = new NodeQuery() {

		@Override
		public boolean matches(Node node) {
			return true;
		}

		@Override
		public String toString() {
			return "";
		}

	};

	/**
	 * Tell whether a node meets the condition.
	 * @param node the node
	 * @return whether it does
	 */
	boolean matches(Node node);

	/**
	 * Return the text of the expression, empty for {@link #ANY}.
	 */
	@Override
	String toString();

}

package dev.mesh.placement.spec;

import java.util.List;

import dev.mesh.cluster.Node;

/**
 * A condition on a node, written as an expression over what the node says of itself:
 * {@code disk = ssd && !(zone in (eu-west-1a, eu-west-1c))}.
 *
 * <p>
 * Keys are the node's labels, and {@code name}, {@code zone}, {@code region} and
 * {@code tag}; a key in quotes is always a label. Where the node has no such label,
 * {@code =} and {@code in} are false and {@code !=} is true. Two queries are equal if
 * their canonical texts are, which drop needless parentheses and negations and sort what
 * is listed. Immutable and safe for any thread.
 */
public sealed interface NodeQuery permits AllOf, AnyOf, Not, Present, Among {

	/**
	 * Every node.
	 */
	NodeQuery ANY = new AllOf(List.of());

	/**
	 * The longest text of a query, as written and in its canonical form, in characters.
	 */
	int MAX_LENGTH = 2000;

	/**
	 * Parse an expression.
	 * @param text the text; blank for {@link #ANY}
	 * @return the query
	 * @throws IllegalArgumentException if it is no expression; the message names the
	 * position, counted from 1
	 */
	static NodeQuery parse(String text) {
		return new NodeQueryParser(text).parse();
	}

	/**
	 * Tell whether a node meets the condition.
	 * @param node the node
	 * @return whether it does
	 */
	boolean matches(Node node);

	/**
	 * Return what a node has under the keys that the condition asks about, for people to
	 * read: {@code disk = hdd} or {@code no disk}.
	 * @param node the node
	 * @return one text for each key, in the order of the expression
	 */
	List<String> evidence(Node node);

	/**
	 * Return the canonical text, which {@link #parse(String)} takes; empty for
	 * {@link #ANY}.
	 */
	@Override
	String toString();

}

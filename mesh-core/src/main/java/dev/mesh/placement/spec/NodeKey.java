package dev.mesh.placement.spec;

import java.util.Locale;
import java.util.stream.Collectors;

import dev.mesh.cluster.Node;

/**
 * What a query asks a node for.
 *
 * @param field where it is found
 * @param label which label, empty for the other fields
 */
record NodeKey(Field field, String label) {

	/**
	 * Where a value is found on a node.
	 */
	enum Field {

		NAME, ZONE, REGION, TAG, LABEL;

		private final String word = name().toLowerCase(Locale.ROOT);

	}

	static NodeKey label(String label) {
		return new NodeKey(Field.LABEL, label);
	}

	/**
	 * A key as it stands unquoted in a query.
	 */
	static NodeKey of(String word) {
		for (Field each : Field.values()) {
			if (each != Field.LABEL && each.word.equals(word)) {
				return new NodeKey(each, "");
			}
		}
		return label(word);
	}

	boolean is(Node node, String value) {
		return switch (this.field) {
			case NAME -> node.name().equals(value);
			case ZONE -> node.zone().equals(value);
			case REGION -> node.region().equals(value);
			case TAG -> node.tags().contains(value);
			case LABEL -> value.equals(node.labels().get(this.label));
		};
	}

	boolean isPresent(Node node) {
		return switch (this.field) {
			case NAME -> !node.name().isEmpty();
			case ZONE -> !node.zone().isEmpty();
			case REGION -> !node.region().isEmpty();
			case TAG -> !node.tags().isEmpty();
			case LABEL -> node.labels().containsKey(this.label);
		};
	}

	/** What the node has, for people to read. */
	String evidence(Node node) {
		return isPresent(node) ? this + " = " + value(node) : "no " + this;
	}

	private String value(Node node) {
		return switch (this.field) {
			case NAME -> NodeQueryLexer.written(node.name());
			case ZONE -> NodeQueryLexer.written(node.zone());
			case REGION -> NodeQueryLexer.written(node.region());
			case TAG -> node.tags().stream().sorted().map(NodeQueryLexer::written).collect(Collectors.joining(", "));
			case LABEL -> NodeQueryLexer.written(node.labels().getOrDefault(this.label, ""));
		};
	}

	@Override
	public String toString() {
		if (this.field != Field.LABEL) {
			return this.field.word;
		}
		boolean taken = of(this.label).field != Field.LABEL;
		return taken ? NodeQueryLexer.quoted(this.label) : NodeQueryLexer.written(this.label);
	}

}

package dev.mesh.placement.spec;

import java.util.ArrayList;
import java.util.List;

import dev.mesh.placement.document.Value;
import dev.mesh.placement.spec.NodeQueryLexer.Kind;
import dev.mesh.placement.spec.NodeQueryLexer.Token;

/**
 * Reads node queries by recursive descent: {@code ||} binds least, then {@code &&}, then
 * {@code !}.
 */
final class NodeQueryParser {

	private static final int MAX_DEPTH = 32;

	private final NodeQueryLexer lexer;

	private final String text;

	private Token token;

	NodeQueryParser(String text) {
		if (text.length() > NodeQuery.MAX_LENGTH) {
			throw tooLong(text.length());
		}
		this.text = text;
		this.lexer = new NodeQueryLexer(text);
		this.token = this.lexer.next();
	}

	NodeQuery parse() {
		if (this.text.isBlank()) {
			return NodeQuery.ANY;
		}
		NodeQuery query = anyOf(0);
		if (this.token.kind() != Kind.END) {
			throw unexpected("join conditions by && or ||");
		}
		// Quotes make the canonical text longer, and that one has to be readable too.
		int length = query.toString().length();
		if (length > NodeQuery.MAX_LENGTH) {
			throw tooLong(length);
		}
		return query;
	}

	private NodeQuery anyOf(int depth) {
		List<NodeQuery> operands = new ArrayList<>(List.of(allOf(depth)));
		while (accept(Kind.OR)) {
			operands.add(allOf(depth));
		}
		return AnyOf.of(operands);
	}

	private NodeQuery allOf(int depth) {
		List<NodeQuery> operands = new ArrayList<>(List.of(operand(depth)));
		while (accept(Kind.AND)) {
			operands.add(operand(depth));
		}
		return AllOf.of(operands);
	}

	/**
	 * A negation and the parentheses behind it are one level together, so that the
	 * canonical text is never deeper than the one it was made from.
	 */
	private NodeQuery operand(int depth) {
		int position = this.token.position();
		int negations = 0;
		while (accept(Kind.NOT)) {
			negations++;
		}
		boolean group = accept(Kind.OPEN);
		int inner = (negations > 0 || group) ? depth + 1 : depth;
		if (inner > MAX_DEPTH) {
			throw this.lexer.refused(position, "it is nested deeper than " + MAX_DEPTH, "write it flatter");
		}
		NodeQuery query = group ? group(inner) : comparison();
		return (negations % 2 == 1) ? Not.of(query) : query;
	}

	private NodeQuery group(int depth) {
		NodeQuery query = anyOf(depth);
		expect(Kind.CLOSE, "close the parenthesis by )");
		return query;
	}

	private NodeQuery comparison() {
		NodeKey key = key();
		if (accept(Kind.EQUAL)) {
			return new Among(key, List.of(value()));
		}
		if (accept(Kind.NOT_EQUAL)) {
			return Not.of(new Among(key, List.of(value())));
		}
		if (this.token.kind() == Kind.WORD && this.token.text().equals("in")) {
			advance();
			return new Among(key, values());
		}
		return new Present(key);
	}

	private NodeKey key() {
		Token word = this.token;
		if (accept(Kind.QUOTED)) {
			return NodeKey.label(word.text());
		}
		expect(Kind.WORD, "write a label, name, zone, region or tag");
		return NodeKey.of(word.text());
	}

	private List<String> values() {
		expect(Kind.OPEN, "list the values as in zone in (a, b)");
		List<String> values = new ArrayList<>(List.of(value()));
		while (accept(Kind.COMMA)) {
			values.add(value());
		}
		expect(Kind.CLOSE, "separate values by commas and close the list by )");
		return values;
	}

	private String value() {
		Token word = this.token;
		if (!accept(Kind.QUOTED)) {
			expect(Kind.WORD, "write a value, as in disk = ssd");
		}
		return word.text();
	}

	private boolean accept(Kind kind) {
		if (this.token.kind() != kind) {
			return false;
		}
		advance();
		return true;
	}

	private void expect(Kind kind, String remedy) {
		if (!accept(kind)) {
			throw unexpected(remedy);
		}
	}

	private void advance() {
		this.token = this.lexer.next();
	}

	private IllegalArgumentException unexpected(String remedy) {
		String found = (this.token.kind() == Kind.END) ? "it breaks off"
				: "'" + Value.shown(this.token.text()) + "' is misplaced";
		return this.lexer.refused(this.token.position(), found, remedy);
	}

	private static IllegalArgumentException tooLong(int length) {
		return new IllegalArgumentException("a node query has " + length + " characters: use at most "
				+ NodeQuery.MAX_LENGTH + ", or give the nodes a label of its own");
	}

}

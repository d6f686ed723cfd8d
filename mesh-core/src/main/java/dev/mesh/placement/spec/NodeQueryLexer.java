package dev.mesh.placement.spec;

import dev.mesh.placement.document.Value;

/**
 * Cuts the text of a node query into words and signs.
 */
final class NodeQueryLexer {

	/**
	 * What a token is.
	 */
	enum Kind {

		WORD, QUOTED, EQUAL, NOT_EQUAL, AND, OR, NOT, OPEN, CLOSE, COMMA, END

	}

	/**
	 * A word or a sign.
	 *
	 * @param kind what it is
	 * @param text the word without its quotes, or the sign
	 * @param position where it begins, from 1
	 */
	record Token(Kind kind, String text, int position) {

	}

	private static final String WORD_SIGNS = "_-./:@+";

	private final String text;

	private int next;

	NodeQueryLexer(String text) {
		this.text = text;
	}

	Token next() {
		while (this.next < this.text.length() && Character.isWhitespace(this.text.charAt(this.next))) {
			this.next++;
		}
		if (this.next == this.text.length()) {
			return new Token(Kind.END, "the end", this.next + 1);
		}
		char first = this.text.charAt(this.next);
		if (first == '\'' || first == '"') {
			return quotedToken(first);
		}
		return isWordSign(first) ? wordToken() : signToken(first);
	}

	private Token wordToken() {
		int begin = this.next;
		while (this.next < this.text.length() && isWordSign(this.text.charAt(this.next))) {
			this.next++;
		}
		return new Token(Kind.WORD, this.text.substring(begin, this.next), begin + 1);
	}

	private Token quotedToken(char quote) {
		int begin = this.next++;
		StringBuilder word = new StringBuilder();
		while (this.next < this.text.length()) {
			char each = this.text.charAt(this.next++);
			if (each == quote) {
				return new Token(Kind.QUOTED, word.toString(), begin + 1);
			}
			if (each == '\\' && this.next < this.text.length()) {
				each = this.text.charAt(this.next++);
			}
			word.append(each);
		}
		throw refused(begin + 1, "a quote is not closed", "write " + quote + " behind the word");
	}

	private Token signToken(char first) {
		return switch (first) {
			case '=' -> sign("=", Kind.EQUAL);
			case '!' -> this.text.startsWith("!=", this.next) ? sign("!=", Kind.NOT_EQUAL) : sign("!", Kind.NOT);
			case '&' -> doubled("&&", Kind.AND);
			case '|' -> doubled("||", Kind.OR);
			case '(' -> sign("(", Kind.OPEN);
			case ')' -> sign(")", Kind.CLOSE);
			case ',' -> sign(",", Kind.COMMA);
			default -> throw refused(this.next + 1, "'" + Value.shown(String.valueOf(first)) + "' has no meaning here",
					"put words with other signs than " + WORD_SIGNS + " in quotes");
		};
	}

	private Token doubled(String sign, Kind kind) {
		if (!this.text.startsWith(sign, this.next)) {
			throw refused(this.next + 1, "a single '" + sign.charAt(0) + "' has no meaning", "write " + sign);
		}
		return sign(sign, kind);
	}

	private Token sign(String sign, Kind kind) {
		int begin = this.next;
		this.next += sign.length();
		return new Token(kind, sign, begin + 1);
	}

	IllegalArgumentException refused(int position, String fact, String remedy) {
		return new IllegalArgumentException("'" + Value.shown(this.text) + "' is no node query: at position " + position
				+ " " + fact + "; " + remedy);
	}

	/**
	 * Return the form in which a word stands in a query, in quotes if it needs them.
	 */
	static String written(String word) {
		return (!word.isEmpty() && word.chars().allMatch((c) -> isWordSign((char) c))) ? word : quoted(word);
	}

	static String quoted(String word) {
		return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

	private static boolean isWordSign(char c) {
		return Character.isLetterOrDigit(c) || WORD_SIGNS.indexOf(c) >= 0;
	}

}

package dev.mesh.placement.document;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes what {@link Document} reads, on one line: {@code {tags: [a, b], replicas: 2}}.
 * The same content always gives the same text.
 */
public final class FlowText {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@/+-]*");

	private static final Set<String> NOTHING = Set.of("null", "Null", "NULL");

	private FlowText() {
	}

	/**
	 * Write a word, in quotes if it needs them.
	 * @param word any text
	 * @return its form in the document
	 */
	public static String word(String word) {
		return (PLAIN.matcher(word).matches() && !NOTHING.contains(word)) ? word : quoted(word);
	}

	/**
	 * Write a list.
	 * @param items texts that are written already
	 * @return its form in the document
	 */
	public static String list(Collection<String> items) {
		return "[" + String.join(", ", items) + "]";
	}

	/**
	 * Write a mapping.
	 * @param entries by key, texts that are written already
	 * @return its form in the document
	 */
	public static String mapping(Map<String, String> entries) {
		return entries.entrySet()
			.stream()
			.map((entry) -> word(entry.getKey()) + ": " + entry.getValue())
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static String quoted(String word) {
		StringBuilder out = new StringBuilder(word.length() + 2).append('"');
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (c == '"' || c == '\\') {
				out.append('\\').append(c);
			}
			else if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c)) {
				out.append(c);
			}
			else {
				out.append(String.format("\\u%04x", (int) c));
			}
		}
		return out.append('"').toString();
	}

}

package dev.mesh.placement.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One place in a document and what is written there: a word, a list, a mapping or
 * nothing. Whoever reads it says what it has to be; the error, if it is something else,
 * names the place, the value and the remedy. Immutable once the document is parsed.
 */
public final class Value {

	private static final int MAX_SHOWN = 100;

	private final @Nullable Value parent;

	private final String key;

	private @Nullable Object content;

	Value(@Nullable Value parent, String key) {
		this.parent = parent;
		this.key = key;
	}

	/**
	 * Put together a mapping that is written elsewhere than in a document.
	 * @param path where, for messages; it may have several steps
	 * @param entries by key: strings, lists and maps of them
	 * @return the mapping
	 */
	public static Value of(String path, Map<String, ?> entries) {
		Value root = new Value(null, "");
		Value value = new Value(root, path);
		value.fill(entries);
		return value;
	}

	private void fill(Object written) {
		if (written instanceof Map<?, ?> map) {
			Map<String, Value> entries = new LinkedHashMap<>();
			map.forEach((key, each) -> entries.put(key.toString(), child(key.toString(), each)));
			this.content = entries;
		}
		else if (written instanceof Collection<?> list) {
			List<Value> items = new ArrayList<>();
			list.forEach((each) -> items.add(child("[" + items.size() + "]", each)));
			this.content = items;
		}
		else {
			this.content = written.toString();
		}
	}

	private Value child(String childKey, Object written) {
		Value child = new Value(this, childKey);
		child.fill(written);
		return child;
	}

	void content(@Nullable Object content) {
		this.content = content;
	}

	/**
	 * Return where in the document this is, as in {@code services.pricing.tags[0]}; for
	 * the whole document its name.
	 * @return the path, for messages
	 */
	public String path() {
		// Made when asked for: a stored path for each value is the square of the text.
		String own = shown(this.key);
		if (this.parent == null || this.parent.parent == null) {
			return own;
		}
		return this.parent.path() + (own.startsWith("[") ? "" : ".") + own;
	}

	/**
	 * Read a word.
	 * @param remedy what to write instead if this is none
	 * @return the word as it is written, without its quotes
	 * @throws IllegalArgumentException if this is something else
	 */
	public String word(String remedy) {
		if (this.content instanceof String word) {
			return word;
		}
		throw refused(remedy);
	}

	/**
	 * Read a list.
	 * @param remedy what to write instead if this is none
	 * @return its items in their order
	 * @throws IllegalArgumentException if this is something else
	 */
	@SuppressWarnings("unchecked") // the document makes no other list
	public List<Value> list(String remedy) {
		if (this.content instanceof List<?> items) {
			return Collections.unmodifiableList((List<Value>) items);
		}
		throw refused(remedy);
	}

	/**
	 * Read a mapping.
	 * @param remedy what to write instead if this is none
	 * @return its entries in their order
	 * @throws IllegalArgumentException if this is something else
	 */
	@SuppressWarnings("unchecked") // the document makes no other map
	public Map<String, Value> mapping(String remedy) {
		if (this.content instanceof Map<?, ?> entries) {
			return Collections.unmodifiableMap((Map<String, Value>) entries);
		}
		throw refused(remedy);
	}

	/**
	 * Tell whether a word is written here.
	 * @return whether {@link #word(String)} gives one
	 */
	public boolean isWord() {
		return this.content instanceof String;
	}

	/**
	 * Make the error that says that this value is none that can be used here.
	 * @param remedy what to write instead, to follow "use"
	 * @return the error, to be thrown
	 */
	public IllegalArgumentException refused(String remedy) {
		return new IllegalArgumentException("'" + path() + "' is " + describe() + ": use " + remedy);
	}

	/**
	 * Make the error that says that the key of this value is none that is known here.
	 * @param known the known ones, to follow "use"
	 * @return the error, to be thrown
	 */
	public IllegalArgumentException unknown(String known) {
		return new IllegalArgumentException("'" + path() + "' is not known: use " + known);
	}

	private String describe() {
		if (this.content instanceof String word) {
			return "'" + shown(word) + "'";
		}
		if (this.content instanceof List) {
			return "a list";
		}
		return (this.content instanceof Map) ? "a mapping" : "empty";
	}

	/**
	 * Make a text fit for a message of one line, whoever wrote it.
	 * @param text the text
	 * @return its beginning, without line breaks and other control characters
	 */
	public static String shown(String text) {
		boolean tooLong = text.length() > MAX_SHOWN;
		String head = tooLong ? text.substring(0, MAX_SHOWN) : text;
		return head.replaceAll("[\\p{Cntrl}\\s]+", " ") + (tooLong ? "…" : "");
	}

}

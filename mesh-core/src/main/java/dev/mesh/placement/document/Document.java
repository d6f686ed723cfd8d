package dev.mesh.placement.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a YAML or JSON text of one document. Words are taken as they are written: nothing
 * is a number, a date or a truth value before the one who reads it says so. Objects of
 * any kind are never made. Aliases, tags, merge keys, keys given twice and texts that are
 * too long or too deep are refused.
 */
public final class Document {

	private static final int MAX_DEPTH = 10;

	private static final int MAX_KEY_LENGTH = 200;

	private static final Set<Tag> KNOWN_TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP,
			Tag.SEQ, Tag.MAP);

	private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

	private Document() {
	}

	/**
	 * Read a text.
	 * @param name what the text is, for messages
	 * @param text the text
	 * @param maxLength the longest text that is looked at, in characters
	 * @return what it says
	 * @throws IllegalArgumentException if it is not such a text; the message says where
	 */
	public static Value parse(String name, String text, int maxLength) {
		if (text.length() > maxLength) {
			throw new IllegalArgumentException("'" + name + "' has " + text.length() + " characters: use at most "
					+ maxLength + ", or leave out what is the default anyway");
		}
		Value root = new Value(null, name);
		fill(root, compose(name, text));
		return root;
	}

	private static @Nullable Node compose(String name, String text) {
		try {
			return composeLikeJson(text);
		}
		catch (MarkedYAMLException ex) {
			throw new IllegalArgumentException(
					"'" + name + "' is neither YAML nor JSON" + problem(ex) + ": correct the text there", ex);
		}
		catch (YAMLException ex) {
			throw new IllegalArgumentException(
					"'" + name + "' cannot be read (" + Value.shown(String.valueOf(ex.getMessage()))
							+ "): write plain YAML or JSON, without aliases and not deeply nested",
					ex);
		}
	}

	/**
	 * What JSON allows and YAML does not, tabs between words and slashes behind a
	 * backslash, is tried only where the text is no YAML, so that no YAML is changed.
	 */
	private static @Nullable Node composeLikeJson(String text) {
		try {
			return compose(text);
		}
		catch (MarkedYAMLException ex) {
			if (!text.stripLeading().startsWith("{")) {
				throw ex;
			}
			return compose(text.replace('\t', ' ').replaceAll("(?<!\\\\)((?:\\\\\\\\)*+)\\\\/", "$1/"));
		}
	}

	private static @Nullable Node compose(String text) {
		LoaderOptions limits = new LoaderOptions();
		limits.setMaxAliasesForCollections(0);
		limits.setNestingDepthLimit(MAX_DEPTH);
		limits.setCodePointLimit(Integer.MAX_VALUE);
		return new Composer(new ParserImpl(new StreamReader(text), limits), new Resolver(), limits).getSingleNode();
	}

	private static void fill(Value value, @Nullable Node node) {
		if (node == null) {
			return;
		}
		if (!KNOWN_TAGS.contains(node.getTag())) {
			throw value.refused("an untagged value; '" + Value.shown(node.getTag().getValue()) + "' is not read");
		}
		if (node.getAnchor() != null) {
			throw value.refused("a value without an anchor, and write it out where it is used");
		}
		if (node instanceof ScalarNode scalar) {
			boolean nothing = scalar.getScalarStyle() == ScalarStyle.PLAIN && NOTHING.contains(scalar.getValue());
			value.content(nothing ? null : scalar.getValue());
		}
		else if (node instanceof SequenceNode sequence) {
			value.content(items(value, sequence));
		}
		else if (node instanceof MappingNode mapping) {
			value.content(entries(value, mapping));
		}
	}

	private static List<Value> items(Value parent, SequenceNode sequence) {
		List<Value> items = new ArrayList<>();
		for (Node each : sequence.getValue()) {
			Value item = new Value(parent, "[" + items.size() + "]");
			fill(item, each);
			items.add(item);
		}
		return items;
	}

	private static Map<String, Value> entries(Value parent, MappingNode mapping) {
		Map<String, Value> entries = new LinkedHashMap<>();
		for (NodeTuple each : mapping.getValue()) {
			String key = key(parent, each.getKeyNode());
			Value entry = new Value(parent, key);
			if (entries.put(key, entry) != null) {
				throw new IllegalArgumentException("'" + entry.path() + "' is there twice: keep one of them");
			}
			fill(entry, each.getValueNode());
		}
		return entries;
	}

	private static String key(Value parent, Node node) {
		Value key = new Value(parent, "(key)");
		fill(key, node);
		String word = key.word("a word as a key, in quotes if need be");
		if (word.length() > MAX_KEY_LENGTH) {
			throw key.refused("a key of at most " + MAX_KEY_LENGTH + " characters");
		}
		return word;
	}

	private static String problem(MarkedYAMLException ex) {
		Mark mark = ex.getProblemMark();
		String place = (mark != null) ? " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) : "";
		String found = Stream.of(ex.getContext(), ex.getProblem())
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		return place + " (" + Value.shown(found) + ")";
	}

}

package dev.mesh.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import dev.mesh.directory.Versions;
import dev.mesh.placement.document.Value;
import dev.mesh.route.compare.FieldMask;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy from a document.
 */
final class RoutePolicyReader {

	private static final int MAX_ITEMS = 64;

	private static final String POLICY = "weights, split, matches, pin, measure and mirror";

	private static final String MIRROR = "version, share, verify and ignore";

	private static final String MATCH = "header, value and version";

	private final Map<String, Value> entries;

	private RoutePolicyReader(Value section, String known) {
		this.entries = section.mapping("a mapping with any of " + known);
		List<String> keys = List.of(known.split(", | and "));
		this.entries.forEach((key, value) -> {
			if (!keys.contains(key)) {
				throw value.unknown(known);
			}
		});
	}

	static RoutePolicy read(Value section) {
		RoutePolicyReader reader = new RoutePolicyReader(section, POLICY);
		SortedMap<String, Integer> weights = reader.read("weights", new TreeMap<>(), RoutePolicyReader::weights);
		Split split = reader.read("split", Split.RANDOM, RoutePolicyReader::split);
		List<HeaderMatch> matches = reader.read("matches", List.of(), RoutePolicyReader::matches);
		boolean pin = reader.read("pin", false, RoutePolicyReader::flag);
		boolean measure = reader.read("measure", false, RoutePolicyReader::flag);
		Value mirrored = reader.entries.get("mirror");
		MirrorPolicy mirror = (mirrored != null) ? mirror(mirrored) : null;
		try {
			return new RoutePolicy(weights, split, matches, pin, measure, mirror);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + section.path() + "' is refused: " + ex.getMessage(), ex);
		}
	}

	private <T> T read(String key, T absent, Function<Value, T> reader) {
		Value value = this.entries.get(key);
		return (value != null) ? reader.apply(value) : absent;
	}

	private Value require(String key, Value section, String remedy) {
		@Nullable Value value = this.entries.get(key);
		if (value == null) {
			throw section.refused(remedy);
		}
		return value;
	}

	private static SortedMap<String, Integer> weights(Value section) {
		SortedMap<String, Integer> weights = new TreeMap<>();
		Map<String, Value> entries = section.mapping("a mapping from versions to weights, as in {v1: 90, v2: 10}");
		if (entries.size() > MAX_ITEMS) {
			throw new IllegalArgumentException(
					"'" + section.path() + "' has " + entries.size() + " versions: use at most " + MAX_ITEMS);
		}
		entries.forEach((version, weight) -> {
			requireVersion(weight, version);
			weights.put(version, percent(weight, 0));
		});
		return weights;
	}

	private static Split split(Value value) {
		try {
			return Split.parse(value.word(Split.REMEDY));
		}
		catch (IllegalArgumentException ex) {
			throw value.refused(Split.REMEDY);
		}
	}

	private static List<HeaderMatch> matches(Value section) {
		List<Value> items = items(section, "a list, as in [{header: tester, value: yes, version: v2}]");
		return items.stream().map(RoutePolicyReader::match).toList();
	}

	private static HeaderMatch match(Value section) {
		RoutePolicyReader reader = new RoutePolicyReader(section, MATCH);
		String remedy = "a mapping with header and version, as in {header: tester, value: yes, version: v2}";
		Value header = reader.require("header", section, remedy);
		Value version = reader.require("version", section, remedy);
		return new HeaderMatch(header.word("the name of a baggage entry"),
				reader.read("value", HeaderMatch.ANY, (value) -> value.word("a word, or * for any")), version(version));
	}

	private static MirrorPolicy mirror(Value section) {
		if (section.isWord()) {
			return new MirrorPolicy(version(section), 100, false, List.of());
		}
		RoutePolicyReader reader = new RoutePolicyReader(section, MIRROR);
		Value version = reader.require("version", section, "a version, or a mapping with it, as in {version: v2}");
		List<FieldMask> ignored = reader.read("ignore", List.of(), RoutePolicyReader::masks);
		boolean verify = reader.read("verify", !ignored.isEmpty(), RoutePolicyReader::flag);
		return new MirrorPolicy(version(version), reader.read("share", 100, (value) -> percent(value, 1)), verify,
				ignored);
	}

	private static List<FieldMask> masks(Value section) {
		List<FieldMask> masks = new ArrayList<>();
		for (Value item : items(section, "a list of fields, as in [servedBy, 'lines[*].id']")) {
			String remedy = "the path of a field, as in total or lines[*].id";
			try {
				masks.add(FieldMask.of(item.word(remedy)));
			}
			catch (IllegalArgumentException ex) {
				throw item.refused(remedy);
			}
		}
		return masks;
	}

	private static List<Value> items(Value section, String remedy) {
		List<Value> items = section.list(remedy);
		if (items.size() > MAX_ITEMS) {
			throw new IllegalArgumentException(
					"'" + section.path() + "' has " + items.size() + " items: use at most " + MAX_ITEMS);
		}
		return items;
	}

	private static String version(Value value) {
		String version = value.word("a version, as in v2");
		requireVersion(value, version);
		return version;
	}

	private static void requireVersion(Value place, String version) {
		if (version.isBlank() || version.length() > Versions.MAX_LENGTH) {
			throw place.refused("a version of 1 to " + Versions.MAX_LENGTH + " characters");
		}
	}

	private static int percent(Value value, int least) {
		String remedy = "a whole number from " + least + " to 100";
		String word = value.word(remedy);
		if (!word.matches("\\d{1,3}") || Integer.parseInt(word) < least || Integer.parseInt(word) > 100) {
			throw value.refused(remedy);
		}
		return Integer.parseInt(word);
	}

	private static boolean flag(Value value) {
		String word = value.word("true or false");
		if (!word.equals("true") && !word.equals("false")) {
			throw value.refused("true or false");
		}
		return word.equals("true");
	}

}

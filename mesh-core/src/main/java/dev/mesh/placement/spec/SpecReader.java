package dev.mesh.placement.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.mesh.placement.document.Value;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a document states of one service.
 */
final class SpecReader {

	private static final String BIAS_REMEDY = "always, prefer, neutral, avoid or never, or with a weight {prefer: 3}";

	private static final Pattern DECIMAL = Pattern.compile("\\d{1,20}(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

	private final Map<String, Value> entries;

	private SpecReader(Map<String, Value> entries) {
		this.entries = entries;
	}

	static SpecOverride read(Value section) {
		String known = String.join(", ", SpecKey.ALL);
		Map<String, Value> entries = section.mapping("a mapping with any of " + known);
		entries.forEach((key, value) -> {
			if (!SpecKey.ALL.contains(key)) {
				throw value.unknown(known);
			}
		});
		return new SpecReader(entries).read();
	}

	private SpecOverride read() {
		List<Bias> biases = optional(SpecKey.BIASES, SpecReader::biases);
		return new SpecOverride(optional(SpecKey.REPLICAS, SpecReader::replicas),
				optional(SpecKey.TAGS, SpecReader::tags), (biases != null) ? biases : List.of(),
				optional(SpecKey.WHERE, SpecReader::where), optional(SpecKey.DEMAND, SpecReader::demand),
				optional(SpecKey.MAX_PER_NODE, SpecReader::limit), optional(SpecKey.MAX_PER_ZONE, SpecReader::limit),
				optional(SpecKey.SPREAD, (value) -> choice(value, Spread.class, "zones or none")),
				optional(SpecKey.PRIORITY, SpecReader::priority));
	}

	private <T> @Nullable T optional(String key, Function<Value, T> reader) {
		Value value = this.entries.get(key);
		return (value != null) ? reader.apply(value) : null;
	}

	private static Replicas replicas(Value value) {
		try {
			return Replicas.parse(value.word(Replicas.REMEDY));
		}
		catch (IllegalArgumentException ex) {
			throw value.refused(Replicas.REMEDY);
		}
	}

	private static Set<String> tags(Value value) {
		String remedy = "a list of tags, as in [db, cache]";
		Set<String> tags = new LinkedHashSet<>();
		value.list(remedy).forEach((item) -> tags.add(tag(item, item.word("a word as a tag"))));
		return tags;
	}

	private static String tag(Value value, String tag) {
		if (tag.isBlank()) {
			throw value.refused("a tag that is not blank");
		}
		return tag;
	}

	private static List<Bias> biases(Value value) {
		List<Bias> biases = new ArrayList<>();
		value.mapping("a mapping from tags to biases, as in {db: prefer}")
			.forEach((tag, wish) -> biases.add(bias(tag(value, tag), wish)));
		return biases;
	}

	private static Bias bias(String tag, Value value) {
		if (value.isWord()) {
			return new Bias(tag, choice(value, BiasKind.class, BIAS_REMEDY));
		}
		Map<String, Value> weighted = value.mapping(BIAS_REMEDY);
		if (weighted.size() != 1) {
			throw value.refused(BIAS_REMEDY);
		}
		Map.Entry<String, Value> entry = weighted.entrySet().iterator().next();
		return weighted(tag, entry.getKey(), entry.getValue());
	}

	private static Bias weighted(String tag, String word, Value weight) {
		for (BiasKind each : BiasKind.values()) {
			if (each.isWish() && each.name().equalsIgnoreCase(word)) {
				return new Bias(tag, each, whole(weight, 1, Bias.MAX_WEIGHT));
			}
		}
		throw weight.unknown("prefer or avoid, which alone have weights");
	}

	private static NodeQuery where(Value value) {
		String text = value.word("a node query in quotes, as in \"disk = ssd && zone != b\"");
		try {
			return NodeQuery.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + value.path() + "': " + ex.getMessage(), ex);
		}
	}

	private static double demand(Value value) {
		String remedy = "a number from 0 in units of a node's capacity, as in 0.5";
		String text = value.word(remedy);
		double demand = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
		if (!Double.isFinite(demand)) {
			throw value.refused(remedy);
		}
		return demand;
	}

	private static int limit(Value value) {
		boolean unlimited = value.isWord() && value.word("").equalsIgnoreCase(SpecKey.UNLIMITED);
		return unlimited ? ServiceSpec.UNLIMITED : whole(value, 1, ServiceSpec.UNLIMITED - 1);
	}

	private static int priority(Value value) {
		return whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
	}

	private static int whole(Value value, int least, int greatest) {
		String remedy = (least == Integer.MIN_VALUE) ? "a whole number"
				: "a whole number from " + least + ((greatest <= Bias.MAX_WEIGHT) ? " to " + greatest : "");
		try {
			int number = Integer.parseInt(value.word(remedy));
			if (number >= least && number <= greatest) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			throw value.refused(remedy);
		}
		throw value.refused(remedy);
	}

	private static <E extends Enum<E>> E choice(Value value, Class<E> type, String remedy) {
		try {
			return Enum.valueOf(type, value.word(remedy).trim().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw value.refused(remedy);
		}
	}

}

package dev.mesh.placement.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mesh.placement.document.FlowText;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical text that {@link SpecReader} reads.
 */
final class SpecWriter {

	private final Map<String, String> entries = new LinkedHashMap<>();

	private SpecWriter() {
	}

	static String write(SpecOverride stated) {
		SpecWriter writer = new SpecWriter();
		writer.put(SpecKey.REPLICAS, stated.replicas());
		if (stated.tags() != null) {
			writer.entries.put(SpecKey.TAGS,
					FlowText.list(stated.tags().stream().sorted().map(FlowText::word).toList()));
		}
		if (!stated.biases().isEmpty()) {
			writer.entries.put(SpecKey.BIASES, biases(stated.biases()));
		}
		writer.put(SpecKey.WHERE, stated.where());
		writer.put(SpecKey.DEMAND, stated.demand());
		writer.put(SpecKey.MAX_PER_NODE, limit(stated.maxPerNode()));
		writer.put(SpecKey.MAX_PER_ZONE, limit(stated.maxPerZone()));
		writer.put(SpecKey.SPREAD, stated.spread());
		writer.put(SpecKey.PRIORITY, stated.priority());
		return FlowText.mapping(writer.entries);
	}

	private void put(String key, @Nullable Object value) {
		if (value != null) {
			String text = (value instanceof Enum<?>) ? word((Enum<?>) value) : value.toString();
			// Doubles that are whole are written like the whole numbers that people
			// write.
			boolean whole = value instanceof Double && text.endsWith(".0");
			this.entries.put(key, FlowText.word(whole ? text.substring(0, text.length() - 2) : text));
		}
	}

	private static String biases(List<Bias> biases) {
		Map<String, String> byTag = new LinkedHashMap<>();
		biases.forEach((bias) -> byTag.put(bias.tag(), (bias.weight() == 1) ? word(bias.kind())
				: FlowText.mapping(Map.of(word(bias.kind()), Integer.toString(bias.weight())))));
		return FlowText.mapping(byTag);
	}

	private static @Nullable Object limit(@Nullable Integer limit) {
		return (limit != null && limit == ServiceSpec.UNLIMITED) ? SpecKey.UNLIMITED : limit;
	}

	static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}

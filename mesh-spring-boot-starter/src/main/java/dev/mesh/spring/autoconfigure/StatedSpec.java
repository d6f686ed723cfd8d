package dev.mesh.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.mesh.placement.document.Value;
import dev.mesh.placement.spec.BiasKind;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.spec.SpecOverride;
import dev.mesh.spring.MeshConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Applies what {@code mesh.services.<name>} states to what the annotation asks.
 */
final class StatedSpec {

	private StatedSpec() {
	}

	static ServiceSpec apply(ServiceSpec declared, MeshProperties.Service properties) {
		String path = "mesh.services." + declared.service().name();
		try {
			ServiceSpec spec = SpecOverride.read(Value.of(path, entries(properties))).applyTo(declared);
			ServiceSpecText.write(spec); // refuses what would be too long to be offered
			return spec;
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException("What is asked for the service '" + declared.service()
					+ "' is not understood: " + ex.getMessage() + ".",
					"Correct the properties under '" + path + "', or what @MeshService says.", ex);
		}
	}

	private static Map<String, Object> entries(MeshProperties.Service properties) {
		Map<String, Object> entries = new LinkedHashMap<>();
		put(entries, "replicas", properties.replicas());
		put(entries, "tags", properties.tags());
		put(entries, "biases", biases(properties.biases()));
		put(entries, "where", properties.where());
		put(entries, "demand", properties.demand());
		put(entries, "max-per-node", properties.maxPerNode());
		put(entries, "max-per-zone", properties.maxPerZone());
		put(entries, "spread", properties.spread());
		put(entries, "priority", properties.priority());
		return entries;
	}

	private static void put(Map<String, Object> entries, String key, @Nullable Object value) {
		if (value != null) {
			entries.put(key, value);
		}
	}

	/**
	 * A mapping within the mapping, which gives a wish its weight, arrives as one key
	 * with a dot: {@code db.prefer=3}.
	 */
	private static Map<String, Object> biases(Map<String, String> properties) {
		Map<String, Object> biases = new LinkedHashMap<>();
		properties.forEach((key, value) -> {
			int dot = key.lastIndexOf('.');
			String last = key.substring(dot + 1);
			boolean weighted = dot > 0 && isBias(last) && !isBias(value);
			biases.put(weighted ? key.substring(0, dot) : key, weighted ? Map.of(last, value) : value);
		});
		return biases;
	}

	private static boolean isBias(String word) {
		for (BiasKind each : BiasKind.values()) {
			if (each.name().equals(word.trim().toUpperCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

}

package dev.mesh.spring.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mesh.directory.ServiceId;
import dev.mesh.placement.document.Value;
import dev.mesh.placement.spec.ServiceSpec;
import dev.mesh.placement.spec.ServiceSpecText;
import dev.mesh.placement.spec.SpecOverride;
import dev.mesh.spring.Bias;
import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshService;

/**
 * What a {@link MeshService} annotation asks, under the same rules as properties and
 * topologies.
 */
final class DeclaredSpec {

	private DeclaredSpec() {
	}

	static ServiceSpec of(ServiceId service, Class<?> type, MeshService annotation) {
		try {
			Value declared = Value.of("@MeshService on " + type.getSimpleName(), entries(annotation));
			ServiceSpec spec = SpecOverride.read(declared).applyTo(ServiceSpecText.defaults(service));
			ServiceSpecText.write(spec); // refuses what would be too long to be offered
			return spec;
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException(
					"What the service '" + service + "' asks is not understood: " + ex.getMessage() + ".",
					"Correct the annotation on '" + type.getName() + "'.", ex);
		}
	}

	private static Map<String, Object> entries(MeshService annotation) {
		Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("replicas", annotation.replicas());
		entries.put("tags", List.of(annotation.tags()));
		entries.put("biases", biases(annotation.biases()));
		entries.put("where", annotation.where());
		entries.put("demand", annotation.demand());
		entries.put("max-per-node", limit(annotation.maxPerNode()));
		entries.put("max-per-zone", limit(annotation.maxPerZone()));
		entries.put("spread", annotation.spread());
		entries.put("priority", annotation.priority());
		return entries;
	}

	private static Map<String, Object> biases(Bias[] biases) {
		Map<String, Object> byTag = new LinkedHashMap<>();
		List<String> twice = new ArrayList<>();
		for (Bias each : biases) {
			String kind = each.value().name().toLowerCase(Locale.ROOT);
			if (byTag.put(each.tag(), (each.weight() == 1) ? kind : Map.of(kind, each.weight())) != null) {
				twice.add(each.tag());
			}
		}
		if (!twice.isEmpty()) {
			throw new IllegalArgumentException("it has two biases on " + twice + ": use one for a tag");
		}
		return byTag;
	}

	private static Object limit(int limit) {
		return (limit == ServiceSpec.UNLIMITED) ? "unlimited" : limit;
	}

}

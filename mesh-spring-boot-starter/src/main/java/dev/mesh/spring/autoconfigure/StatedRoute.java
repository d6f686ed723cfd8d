package dev.mesh.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.mesh.placement.document.Value;
import dev.mesh.route.RoutePolicy;
import dev.mesh.spring.MeshConfigurationException;

/**
 * Reads {@code mesh.services.<name>.route} under the same rules as topologies.
 */
final class StatedRoute {

	private StatedRoute() {
	}

	static RoutePolicy read(String service, MeshProperties.Route properties) {
		String path = "mesh.services." + service + ".route";
		try {
			return RoutePolicy.read(Value.of(path, entries(properties)));
		}
		catch (IllegalArgumentException ex) {
			throw new MeshConfigurationException(
					"The route of the service '" + service + "' is not understood: " + ex.getMessage() + ".",
					"Correct the properties under '" + path + "'.", ex);
		}
	}

	private static Map<String, Object> entries(MeshProperties.Route properties) {
		Map<String, Object> entries = new LinkedHashMap<>();
		if (!properties.weights().isEmpty()) {
			entries.put("weights", properties.weights());
		}
		if (properties.split() != null) {
			entries.put("split", properties.split());
		}
		entries.put("matches", properties.matches()
			.stream()
			.map((match) -> Map.of("header", match.header(), "value", match.value(), "version", match.version()))
			.toList());
		entries.put("pin", properties.pin());
		entries.put("measure", properties.measure());
		MeshProperties.RouteMirror mirror = properties.mirror();
		if (mirror != null) {
			entries.put("mirror", mirror(mirror));
		}
		return entries;
	}

	private static Map<String, Object> mirror(MeshProperties.RouteMirror mirror) {
		return Map.of("version", mirror.version(), "share", mirror.share(), "verify",
				mirror.verify() || !mirror.ignore().isEmpty(), "ignore", mirror.ignore());
	}

}

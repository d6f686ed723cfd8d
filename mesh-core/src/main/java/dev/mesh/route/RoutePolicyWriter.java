package dev.mesh.route;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.mesh.placement.document.FlowText;

/**
 * Writes the canonical text that {@link RoutePolicyReader} reads.
 */
final class RoutePolicyWriter {

	private RoutePolicyWriter() {
	}

	static String write(RoutePolicy policy) {
		Map<String, String> entries = new LinkedHashMap<>();
		if (!policy.weights().isEmpty()) {
			Map<String, String> weights = new LinkedHashMap<>();
			policy.weights().forEach((version, weight) -> weights.put(version, Integer.toString(weight)));
			entries.put("weights", FlowText.mapping(weights));
		}
		if (!policy.split().equals(Split.RANDOM)) {
			entries.put("split", FlowText.word(policy.split().toString()));
		}
		if (!policy.matches().isEmpty()) {
			entries.put("matches", FlowText.list(policy.matches().stream().map(RoutePolicyWriter::match).toList()));
		}
		if (policy.pin()) {
			entries.put("pin", "true");
		}
		if (policy.measure()) {
			entries.put("measure", "true");
		}
		MirrorPolicy mirror = policy.mirror();
		if (mirror != null) {
			entries.put("mirror", mirror(mirror));
		}
		return FlowText.mapping(entries);
	}

	private static String match(HeaderMatch match) {
		Map<String, String> entries = new LinkedHashMap<>();
		entries.put("header", FlowText.word(match.header()));
		entries.put("value", FlowText.word(match.value()));
		entries.put("version", FlowText.word(match.version()));
		return FlowText.mapping(entries);
	}

	private static String mirror(MirrorPolicy mirror) {
		Map<String, String> entries = new LinkedHashMap<>();
		entries.put("version", FlowText.word(mirror.version()));
		entries.put("share", Integer.toString(mirror.share()));
		entries.put("verify", Boolean.toString(mirror.verify()));
		if (!mirror.ignore().isEmpty()) {
			entries.put("ignore",
					FlowText.list(mirror.ignore().stream().map((mask) -> FlowText.word(mask.toString())).toList()));
		}
		return FlowText.mapping(entries);
	}

}

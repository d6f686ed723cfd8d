package dev.mesh.route.cutover;

import java.util.Comparator;
import java.util.Map;

import dev.mesh.route.measure.MirrorCounts;

/**
 * What was seen while a step was judged.
 *
 * @param from what came of the calls to the old version
 * @param to what came of the calls to the new one, of repeated ones until it takes calls
 * itself
 * @param compared the responses that were compared
 * @param mismatched those of them that differ
 * @param field the field in which most of them differ first, empty if none does
 */
public record Evidence(Sample from, Sample to, long compared, long mismatched, String field) {

	/**
	 * Nothing was seen.
	 */
	public static final Evidence NONE = new Evidence(Sample.NONE, Sample.NONE, 0, 0, "");

	static Evidence of(Sample from, Sample to, MirrorCounts mirror) {
		String field = mirror.fields()
			.entrySet()
			.stream()
			.max(Comparator.comparing((Map.Entry<String, Long> entry) -> entry.getValue())
				.thenComparing(Map.Entry::getKey))
			.map(Map.Entry::getKey)
			.orElse("");
		return new Evidence(from, to, mirror.compared(), mirror.mismatched(), field);
	}

}
